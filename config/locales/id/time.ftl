# Times of day and dates.
time-of-day = { $hour }.{ $minute } { $zone }
time-date = { $day } { $month } { $year }
time-minutes = { $count } menit
time-hours = { $count } jam
time-days = { $count } hari
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
