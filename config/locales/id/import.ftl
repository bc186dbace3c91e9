# /impor: registry files from the chat.
import-how =
    Mengimpor daftar
    Kirim berkas CSV atau Excel (XLSX) dengan keterangan /impor, atau balas berkasnya dengan /impor.
    Daftar lembaga, baris judul: kode,nama,kategori,wilayah,induk
    Daftar saluran, baris judul: kode,chat_id,jenis,topik
    Anda melihat pratinjaunya lebih dulu; tidak ada yang berubah sebelum “Terapkan” ditekan.
import-received = 📄 Berkas diterima, sedang diperiksa. Tunggu pratinjaunya.
import-not-fetched = Berkas { $file } tidak dapat diambil dari Telegram. Kirim sekali lagi dengan keterangan /impor.
import-preview = Pratinjau impor: { $file }
import-nothing = Tidak ada yang perlu diterapkan: isinya sama dengan daftar yang sekarang.
import-preview-next = Belum ada yang diterapkan. Periksa, lalu tekan “Terapkan” sebelum { $until }.
import-apply = ✅ Terapkan
import-discard = ✖️ Batal
import-new = ＋ { $code }: { $what }
import-changed = ✎ { $code }: { $what }
import-field = { $column } “{ $old }” → “{ $new }”
import-empty = kosong
import-back = aktif lagi
import-private = pribadi { $id }
import-group = grup { $id }
import-channel = kanal { $id }
import-chat-back = terdaftar lagi
import-chat-kind = jenisnya berubah
import-officer = orangnya menjadi petugas
import-refused = Tidak dapat diimpor: { $file }
import-refused-next = { $count } kesalahan. Perbaiki berkasnya, lalu kirim lagi dengan keterangan /impor. Belum ada yang berubah.
import-problems-file = kesalahan impor
import-problems-caption = Semua kesalahan ({ $count }), satu per baris.
import-applying = ⏳ Sedang diterapkan. Hasilnya muncul di pesan ini; untuk daftar yang besar perlu beberapa saat.
import-not-applied = Impor belum diterapkan karena ada gangguan. Tidak ada yang berubah. Kirim berkasnya sekali lagi dengan keterangan /impor.
import-applied = ✅ Impor diterapkan: { $file }
import-applied-next = Berikutnya: /tautan untuk membuat tautan pendaftaran bagi lembaga yang belum punya saluran.
import-applied-chats-next = Berikutnya: pastikan bot sudah ditambahkan ke grup dan kanal di daftar ini. Lembaga yang belum punya saluran: /tautan.
import-stale = Daftar berubah setelah pratinjau { $file } dibuat, jadi belum ada yang diterapkan. Lihat hasil pemeriksaan yang baru di bawah ini.
import-discarded = Impor { $file } dibatalkan. Tidak ada yang berubah.
