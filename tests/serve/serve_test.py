"""The demo dispatches, coded and served: what a client does first, and that the server ends as it should.

serve_test.py SOURCE_DIR BUILD_DIR; exit code 77 where something it needs is not there.
"""
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
casus = os.path.join(build, 'bin', 'casus')
folder = tempfile.mkdtemp(dir=build)
db = os.path.join(folder, 'demo.db')
stories = os.path.join(source, 'demo', 'dispatches.jsonl')
coded = subprocess.run([casus, 'ingest', '--quiet', '--db', db, stories], capture_output=True, text=True)
if coded.returncode == 1:
    print('skipped: the demo cannot be coded here:', coded.stderr.strip())
    sys.exit(77)

failed = []


def expect(truth, what):
    if not truth:
        failed.append(what)
        print('FAILED:', what)


server = subprocess.Popen([casus, 'serve', '--quiet', '--db', db, '--port', '0'], stdout=subprocess.PIPE, text=True)
try:
    address = server.stdout.readline().strip()
    expect(address.startswith('http://127.0.0.1:'), 'prints its address: ' + address)
    port = int(address.rstrip('/').rsplit(':', 1)[1])
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=20)

    def ask(target, method='GET', body=None, headers=None):
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return answer, answer.read().decode()

    def get(path):
        answer, text = ask('/api/v1/' + path)
        expect(answer.status == 200, f'{path}: {answer.status} {text[:200]}')
        return json.loads(text) if answer.status == 200 else {}

    stats = get('stats')
    expect(stats.get('stories', 0) >= 10, 'the stories are there')
    for name in ('events', 'tolls', 'threads', 'quotes', 'agenda', 'obligations', 'stories', 'actors', 'places'):
        count, path, seen = 0, name + '?limit=7', set()
        while path:
            page = get(path)
            for item in page.get('items', []):
                key = json.dumps([item.get(k) for k in ('story', 'id', 'name', 'code', 'lat', 'lon', 'kind', 'admin1', 'country')])
                expect(key not in seen, f'{name}: {key} comes once')
                seen.add(key)
                count += 1
            path = f'{name}?limit=7&cursor={page["next"]}' if page.get('next') else None
        expect(count == page.get('total'), f'{name}: {count} by pages, {page.get("total")} in all')
        answer, text = ask(f'/api/v1/{name}.jsonl')
        expect(len(text.splitlines()) == count, f'{name}.jsonl holds all {count}')
    for event in get('events?limit=1000')['items']:
        if event['in'] == 'text':
            story = get('stories/' + event['story'])['story']
            expect(story['text'][event['start']:event['end']] == event['text'], f'the words of {event["id"]}')
    for name in ('summary', 'timeline', 'network', 'map', 'tolls/series', 'changes', 'health', 'version', 'situations', 'rejects'):
        get(name)
    # What later stories say of earlier ones: claims that are there, words that stand where it says.
    statuses, told = set(), 0
    for situation in get('situations?limit=100')['items']:
        across = get('across?situation=' + situation['id'])
        known = {name: {(i['story'], i['id']) for i in get(f'{name}?situation={situation["id"]}&limit=1000&fields=story,id')['items']} for name in ('events', 'agenda')}
        for plan in across['plans']:
            statuses.add(plan['status'])
            expect(all((i['story'], i['id']) in known['agenda'] for i in plan['items']), 'plans are told by items of the agenda')
            by = plan['resolved_by']
            if by and by['id'] is None:
                text = get('stories/' + by['story'])['story']['text']
                expect(text[by['start']:by['end']] == by['text'], f'the words that settle a {plan["what"]}')
        for request in across['asks']:
            expect(all((i['story'], i['id']) in known['events'] for i in request['requests'] + request['answers']), 'asks are told by events')
        for merged in across['events']:
            told += 1
            expect(len(merged['tellings']) > 1 and all((i['story'], i['id']) in known['events'] for i in merged['tellings']), 'events are told more than once')
    expect('took_place' in statuses and told > 0, f'stories speak of each other: {statuses}, {told}')
    event = get('events?type=ASSAULT&limit=1')['items'][0]
    why = get(f'explain?story={event["story"]}&claim={event["id"]}')
    expect(why.get('rule', {}).get('file', '').startswith('data/rules/'), 'explains an event by its rule')
    answer, text = ask('/api/v1/reviews', 'POST', json.dumps({'story': event['story'], 'id': event['id'], 'verdict': 'accept'}),
                       {'Content-Type': 'application/json'})
    expect(answer.status == 201, 'takes a review')
    answer, text = ask('/api/v1/events', headers={'Host': 'evil.example'})
    expect(answer.status == 421, 'is not reached by another name')
    answer, text = ask('/')
    expect(answer.status == 200 and '<html' in text, 'has a page')

    # A story that comes is told to who listens, with its number.
    listener = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    listener.request('GET', '/api/v1/stream')
    stream = listener.getresponse()
    with open(os.path.join(folder, 'more.jsonl'), 'w') as more:
        more.write(json.dumps({'id': 'late', 'published': '2010-06-20', 'text': 'Police arrested two activists in Osh on Sunday.'}))
    subprocess.run([casus, 'ingest', '--quiet', '--db', db, more.name], check=True)
    lines = b''
    end = time.time() + 15
    while b'\n\n' not in lines.partition(b'event: change')[2] and time.time() < end:
        lines += stream.readline()
    expect(b'"story":"late"' in lines, 'tells of a new story')
    expect(any(item['story'] == 'late' for item in get('events?story=late')['items']), 'and has its events')
    server.send_signal(signal.SIGTERM)
    expect(server.wait(timeout=15) == 0, 'ends with 0')
finally:
    server.kill()
    shutil.rmtree(folder, ignore_errors=True)
print(f'{len(failed)} failed' if failed else 'all as expected')
sys.exit(1 if failed else 0)
