# What marks an exercise, and what it showed.
drill-mark = DRILL (LATIHAN)
drill-said = DRILL (LATIHAN). { $text }
drill-label = { $label } · LATIHAN
drill-result = Result of the drill
drill-reached = Reached { $reached }/{ $institutions } institutions
drill-median = Half of those who confirmed did so within { $median }
drill-slowest = Slowest { $lapse }: { $name }
drill-disseminated = Passed on { $disseminated }/{ $institutions }, half of them within { $median }
drill-disseminated-none = No institution has passed it on yet.
drill-all = All institutions have confirmed.
drill-missing = Not confirmed { $count }: { $names }
drill-missing-more = Not confirmed { $count }: { $names }, and { $more } more
