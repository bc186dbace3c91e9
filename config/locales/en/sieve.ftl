# The menu that narrows a list.
sieve-open = 🔎 Filter
sieve-title = Filter the list of announcement No. { $number }
sieve-now = Now: { $filter }
sieve-next =
    Choose one. The figures say how many institutions the list has of each.
    It can be typed as well, for example /belum 1 opd balikpapan
sieve-choice = { $name } ({ $count })
sieve-taken = ✓ { $name } ({ $count })
sieve-regions = 📍 Regions ›
sieve-categories = 🏷 Categories ›
sieve-previous = ‹ Previous
sieve-more = Next ›
sieve-anyone = Remove the filter
sieve-back = ‹ Back
