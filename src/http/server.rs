//! Takes the port, answers on it, and lets go of it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long open requests may take to end after the program was told to stop; well below the ten
/// seconds that stopping may take in all.
const GRACE: Duration = Duration::from_secs(3);

/// The port cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Somebody else has it.
    #[error(
        "http.listen: {0} sudah dipakai program lain; hentikan program itu, \
         atau pilih porta lain dengan SATUPINTU__HTTP__LISTEN"
    )]
    Taken(SocketAddr),
    /// Ports below 1024 are for root.
    #[error("http.listen: {0} tidak boleh dipakai tanpa hak khusus; pilih porta 1024 ke atas")]
    Forbidden(SocketAddr),
    /// The address is none of this machine's.
    #[error(
        "http.listen: {0} bukan alamat mesin ini; \
         pakai 127.0.0.1 (mesin ini saja) atau 0.0.0.0 (semua jaringan)"
    )]
    Elsewhere(SocketAddr),
    /// Anything else.
    #[error("http.listen: {0} tidak dapat dipakai ({1}); ubah http.listen")]
    Other(SocketAddr, io::Error),
}

/// Takes the address of `http.listen`.
///
/// # Errors
/// [`BindError`], a sentence for the operator.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => BindError::Taken(address),
            io::ErrorKind::PermissionDenied => BindError::Forbidden(address),
            io::ErrorKind::AddrNotAvailable => BindError::Elsewhere(address),
            _ => BindError::Other(address, error),
        })
}

/// Answers until `shutdown`, then lets open requests end, for three seconds at most.
///
/// # Errors
/// Whatever ends the listener; accepting itself is tried again.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
) -> io::Result<()> {
    let told = shutdown.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move { told.cancelled().await });
    tokio::select! {
        ended = server.into_future() => ended,
        () = async { shutdown.cancelled().await; tokio::time::sleep(GRACE).await } => {
            tracing::warn!("requests were still open when the HTTP server stopped");
            Ok(())
        }
    }
}
