# What is said when something of ours broke.
fault-retrying = Ada gangguan, dicoba lagi. Jika masih terjadi, hubungi pemilik bot dan sebutkan kode { $reference }.
