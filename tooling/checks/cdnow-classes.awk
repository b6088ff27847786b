# Lifecycle and pyramid of the customers of a CDNOW file, by nothing but the file: one line for each, "customer class
# lifecycle", as of the day `today` (YYYYMMDD). Sums are in cents; the margin is two fifths, half a cent goes up; heavy is
# the top fifth by contribution, loyal is who bought on three days, the last within six months.
function months(day, n,   y, m, d, last) {
  y = int(day / 10000); m = int(day / 100) % 100 + n; d = day % 100
  while (m > 12) { m -= 12; y++ }
  last = m == 2 ? (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28) : (m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31)
  return y * 10000 + m * 100 + (d > last ? last : d)
}
NF == 5 {
  split($5, dollars, ".")
  cents[$2] += dollars[1] * 100 + substr(dollars[2] "00", 1, 2)
  if (!(($2, $3) in seen)) { seen[$2, $3] = 1; days[$2]++ }
  if ($3 + 0 > last[$2] + 0) last[$2] = $3 + 0
}
END {
  for (customer in last) {
    n++
    brought[customer] = int((cents[customer] * 4 + 5) / 10)
    count[brought[customer]]++
    if (brought[customer] > top) top = brought[customer]
  }
  wanted = int(n / 5) + (n % 5 > 0)
  for (cut = top; cut >= 0; cut--) if ((so += count[cut]) >= wanted) break
  for (customer in last) {
    bought = last[customer]
    lifecycle = today < months(bought, 3) ? "active" : today < months(bought, 6) ? "edge" : today < months(bought, 12) ? "sleeping" : "lost"
    loyal = days[customer] >= 3 && today < months(bought, 6)
    class = brought[customer] == 0 || brought[customer] < cut ? "C" : loyal ? "A" : "B"
    print customer, class, lifecycle
  }
}
