// What a situation is called: where, what it is about, and when; from the places, types and days that most of its claims have.
import {country, days, list, t, term} from './i18n.js';

// How much one event of a type counts for what a situation is about; what is not here counts one.
const WEIGHT = {ASSAULT: 4, PROTEST: 3, COERCE: 2, MOBILIZE: 2, SANCTION: 2, DISRUPT: 2};

// The two types that say most: frequent ones first, and what happens on the ground before what is said about it.
export function matters(types) {
  const rank = new Map((types ?? []).map((type, index) => [type, (WEIGHT[type] ?? 1) / (index + 2)]));
  return [...rank.keys()].sort((a, b) => rank.get(b) - rank.get(a)).slice(0, 2);
}

// {name, when}: "Osh and Jalal-Abad, Kyrgyzstan: fighting and protests", "11 Jun \u2013 22 Jul 2010". A situation of which neither
// place nor type is known goes by the headline of its first story.
export function titleOf(situation) {
  const [lead, next] = situation.countries ?? [];
  const places = (situation.places ?? []).slice(0, 2);
  const whole = lead && country(lead);
  const where = !lead ? '' : places.length ? t('situation.where', {places: list(places), country: whole}) : next ? list([whole, country(next)]) : whole;
  const what = list(matters(situation.types).map((type) => term('matter', type)));
  const name = where && what ? t('situation.name', {where, what}) : where || what || situation.label || situation.id;
  return {name, when: situation.from ? days(situation.from, situation.to) : ''};
}
