# Times of day and dates.
time-of-day = { $hour }:{ $minute } { $zone }
time-tick-hour = { $hour }:{ $minute }
time-tick-day = { $day }/{ $month }
time-today = { $time }
time-other-day = { $time } on { $date }
time-date = { $day } { $month } { $year }
time-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
    }
time-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
    }
time-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
    }
time-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
    }
time-january = January
time-february = February
time-march = March
time-april = April
time-may = May
time-june = June
time-july = July
time-august = August
time-september = September
time-october = October
time-november = November
time-december = December
