# The announcement itself, as members read it.
announcement-heading = SIARAN RESMI No. { $number }
announcement-heading-preview = SIARAN RESMI No. … (nomor diberikan saat disetujui)
announcement-trial = UJI — hanya dilihat penyusunnya, tidak dikirim ke siapa pun
announcement-drill = LATIHAN — bukan kejadian sebenarnya
announcement-clarification = KLARIFIKASI
announcement-invitation = UNDANGAN
announcement-issuer = Dari: { $issuer }
announcement-normal = Sifat: Biasa
announcement-important = Sifat: PENTING
announcement-emergency = Sifat: DARURAT
announcement-internal = INTERNAL — tidak untuk disebarluaskan
announcement-within = Mohon konfirmasi dalam { $span }.
announcement-until = Mohon konfirmasi paling lambat { $at }.
announcement-code = Kode keaslian:
announcement-code-preview = Kode keaslian: … (diberikan saat disetujui)
