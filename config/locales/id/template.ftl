# Texts that are used again.
template-none = Belum ada templat.
template-none-owner = Belum ada templat. Cara membuatnya: /bantuan templat
template-list =
    Templat siaran
    Pilih salah satu.
template-options = Pilihan: { $line }
template-fields = Isian: { $fields }
template-use = ✍️ Pakai
template-delete = 🗑 Hapus
template-back = ‹ Kembali
template-made = Templat “{ $name }” tersimpan.
template-ask = Isian { $at } dari { $of }: { $field }
template-ask-next = Tulis isinya sebagai pesan.
template-cancel = ✖️ Batal
template-cancelled = Pengisian templat dibatalkan. Ketik /templat untuk memilih lagi.
template-filled = Semua isian lengkap. Periksa pratinjaunya di bawah.
template-sure = Hapus templat “{ $name }”? Rancangan yang sudah dibuat darinya tetap ada.
template-surely = Ya, hapus
template-deleted = Templat “{ $name }” dihapus.
