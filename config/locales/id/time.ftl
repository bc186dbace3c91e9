# Times of day and dates.
time-of-day = { $hour }.{ $minute } { $zone }
time-today = pukul { $time }
time-other-day = { $date } pukul { $time }
time-date = { $day } { $month } { $year }
time-january = Januari
time-february = Februari
time-march = Maret
time-april = April
time-may = Mei
time-june = Juni
time-july = Juli
time-august = Agustus
time-september = September
time-october = Oktober
time-november = November
time-december = Desember
