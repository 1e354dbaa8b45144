/** Made by `randomUUID`: its last 62 bits and their variant are kept. */
const RANDOM_FROM = 19;
const MOST_IN_A_MILLISECOND = 0xfff;

/**
 * Makes ids of 32 hexadecimal digits that sort as they were made (UUID version 7, RFC 9562 §5.7 with the counter of §6.2, hyphens left out): an index of them grows at
 * its end, where ids at random would have every page of it written again by each batch. `now` is in milliseconds and may go back; `uuid` gives a random UUID.
 */
export function orderedIds(now: () => number, uuid: () => string): () => string {
  let at = 0;
  let count = 0;
  return () => {
    const time = now();
    if (time > at) {
      at = time;
      count = 0;
    } else if (count < MOST_IN_A_MILLISECOND) count += 1;
    else {
      at += 1;
      count = 0;
    }
    const random = uuid().slice(RANDOM_FROM).replace("-", "");
    return `${at.toString(16).padStart(12, "0")}7${count.toString(16).padStart(3, "0")}${random}`;
  };
}
