-- For wrk: questions as the page asks them. The argument chooses a row; without one all take turns. Every question has a
-- window of days and an actor of its own, so that no answer is one that was kept.
local questions = {
  open = {'/api/v1/summary', '/api/v1/timeline?bucket=month', '/api/v1/network', '/api/v1/map', '/api/v1/tolls/series?kind=killed',
          '/api/v1/stories?sort=-day&limit=50', '/api/v1/agenda?sort=-day&limit=100', '/api/v1/obligations?limit=100'},
  summary = {'/api/v1/summary?from=%s&to=%s'},
  timeline = {'/api/v1/timeline?bucket=week&from=%s&to=%s'},
  network = {'/api/v1/network?from=%s&to=%s'},
  map = {'/api/v1/map?from=%s&to=%s'},
  series = {'/api/v1/tolls/series?kind=killed&from=%s&to=%s'},
  events = {'/api/v1/events?sort=-day&limit=100&facet=event,status,actor&from=%s&to=%s'},
  stories = {'/api/v1/stories?sort=-day&limit=50&from=%s&to=%s'},
  threads = {'/api/v1/threads?sort=-day&limit=100&from=%s&to=%s'},
  agenda = {'/api/v1/agenda?limit=100&from=%s&to=%s'},
  search = {'/api/v1/events?limit=100&q=word%d&from=%s&to=%s'},
  actor = {'/api/v1/events?sort=-day&limit=100&actor=%s&from=%s&to=%s'},
  story = {'/api/v1/stories/story-%08d'},
}
local chosen, days = nil, 3650
local thread = 0
function setup(t)
  t:set('id', thread)
  thread = thread + 1
end
function init(args)
  math.randomseed(20100611 + id * 7919 + os.time())
  chosen = questions[args[1] or 'open']
  days = tonumber(args[2] or '3650')
end
local function day(number)
  return os.date('!%Y-%m-%d', 1420070400 + number * 86400)
end
local turn = 0
function request()
  turn = turn + 1
  local question = chosen[turn % #chosen + 1]
  local from = math.random(0, math.max(0, 3650 - days))
  local window = {day(from + math.random(0, 5)), day(from + days + math.random(0, 300))}
  local path = question
  if question:find('story%-') then path = string.format(question, math.random(1, 90000))
  elseif question:find('word') then path = string.format(question, math.random(0, 4999), window[1], window[2])
  elseif question:find('actor=%%s') then
    path = string.format(question, string.char(65 + math.random(0, 12)) .. string.char(65 + math.random(0, 10)), window[1], window[2])
  elseif question:find('%%s') then path = string.format(question, window[1], window[2]) end
  return wrk.format('GET', path)
end
