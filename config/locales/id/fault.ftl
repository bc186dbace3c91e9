# What is said when something of ours broke.
fault-retrying = Ada gangguan, dicoba lagi. Sebutkan kode { $reference } jika Anda perlu melapor kepada pemilik bot.
