# What marks an exercise, and what it showed.
drill-mark = LATIHAN
drill-said = LATIHAN. { $text }
drill-label = { $label } · LATIHAN
drill-result = Hasil latihan
drill-reached = Dijangkau { $reached }/{ $institutions } lembaga
drill-median = Separuh dari yang mengonfirmasi melakukannya dalam { $median }
drill-slowest = Paling lambat { $lapse }: { $name }
drill-disseminated = Disebarluaskan { $disseminated }/{ $institutions }, separuhnya dalam { $median }
drill-disseminated-none = Belum ada lembaga yang menyebarluaskan.
drill-all = Semua lembaga sudah mengonfirmasi.
drill-missing = Belum mengonfirmasi { $count }: { $names }
drill-missing-more = Belum mengonfirmasi { $count }: { $names }, dan { $more } lagi
