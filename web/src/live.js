// What came in since the page was drawn. It is counted, and waits: nothing moves unless asked.
import {useEffect, useState} from 'preact/hooks';
import {address, refresh} from './api.js';

export function useLive() {
  const [stories, setStories] = useState(() => new Set());
  useEffect(() => {
    const source = new EventSource(address('stream'));
    source.addEventListener('change', (event) => {
      let change;
      try {
        change = JSON.parse(event.data);
      } catch {
        return;
      }
      if (change.resource === 'reviews') {
        refresh('reviews');
        return;
      }
      setStories((before) => new Set(before).add(change.story ?? `${change.seq}`));
    });
    return () => source.close();
  }, []);
  return {
    fresh: stories.size,
    show: () => {
      setStories(new Set());
      refresh();
    },
  };
}
