/**
 * The guard and the day's close (S4, S5) over the cats whose score is within the cut, in order of completion: each with the number of cats complete
 * before it (`place`) and by the end of its day (`closes`). Returns the rows of those accepted.
 */
export function guarded(cats) {
  const accepted = [];
  const allows = (screened) => 100 * (accepted.length + 1) <= 3 * screened;
  let held = [];
  const close = () => {
    held.sort((a, b) => b.score - a.score || a.at - b.at || a.number - b.number);
    for (const { row, closes } of held) if (allows(closes)) accepted.push(row);
    held = [];
  };
  for (const cat of cats) {
    if (held.length > 0 && held[0].closes !== cat.closes) close();
    if (!cat.isTie && allows(cat.place + 1)) accepted.push(cat.row);
    else held.push(cat);
  }
  close();
  return accepted;
}
