//! The proxy between client and service: passes each request on, but for what its script says of it.

use std::collections::VecDeque;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use socket2::{Domain, SockAddr, SockRef, Socket, Type};

use super::script::{Fault, How, Point};
use super::wire::Request;

/// A proxy on a port of this machine. A connection has a thread; dropping the proxy leaves the threads to the end of
/// the process.
pub struct Proxy {
    pub address: SocketAddr,
    service: SocketAddr,
    socket: Mutex<Option<Socket>>,
    state: Arc<Mutex<State>>,
}

struct State {
    faults: VecDeque<Fault>,
    healed: bool,
    /// Connections that were accepted, and those of them that are still there.
    accepted: usize,
    open: usize,
    /// The last fault that took effect, counted.
    broken: usize,
}

impl Proxy {
    /// A proxy that listens. Each request takes one fault: the first of a connection when it is accepted, a further one
    /// when its first byte is there.
    pub fn start(service: SocketAddr, faults: Vec<Fault>) -> Self {
        let proxy = Self::closed(service, faults);
        proxy.listen(128);
        proxy.open();
        proxy
    }

    /// A proxy whose port is taken but refuses connections until [`listen`](Self::listen).
    pub fn closed(service: SocketAddr, faults: Vec<Fault>) -> Self {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        // Small, so that a large request cannot hide in the buffers of a proxy that does not read.
        socket.set_recv_buffer_size(16 * 1024).unwrap();
        socket.bind(&SockAddr::from(SocketAddr::from(([127, 0, 0, 1], 0)))).unwrap();
        let address = socket.local_addr().unwrap().as_socket().unwrap();
        let state = State { faults: faults.into(), healed: false, accepted: 0, open: 0, broken: 0 };
        Self { address, service, socket: Mutex::new(Some(socket)), state: Arc::new(Mutex::new(state)) }
    }

    /// From now on the system takes connections, as many as fit into the queue.
    pub fn listen(&self, queue: i32) {
        self.socket.lock().unwrap().as_ref().unwrap().listen(queue).unwrap();
    }

    /// From now on they are served.
    pub fn open(&self) {
        let listener = TcpListener::from(self.socket.lock().unwrap().take().unwrap());
        let (service, state) = (self.service, Arc::clone(&self.state));
        thread::spawn(move || {
            for stream in listener.incoming() {
                // A connection can be reset before it is accepted.
                let Ok(stream) = stream else { continue };
                let state = Arc::clone(&state);
                {
                    let mut state = state.lock().unwrap();
                    state.accepted += 1;
                    state.open += 1;
                }
                thread::spawn(move || {
                    stream.set_nodelay(true).unwrap();
                    // That the client is gone, or was made to go, is what many tests are about.
                    let _ = Connection { stream, service, state: &state }.serve();
                    state.lock().unwrap().open -= 1;
                });
            }
        });
    }

    /// From now on every request is passed on.
    pub fn heal(&self) {
        let mut state = self.lock();
        state.faults.clear();
        state.healed = true;
    }

    pub fn accepted(&self) -> usize {
        self.lock().accepted
    }

    /// How many connections there are.
    pub fn open_connections(&self) -> usize {
        self.lock().open
    }

    /// How many faults have taken effect.
    pub fn broken(&self) -> usize {
        self.lock().broken
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

struct Connection<'a> {
    stream: TcpStream,
    service: SocketAddr,
    state: &'a Mutex<State>,
}

impl Connection<'_> {
    fn serve(mut self) -> io::Result<()> {
        let mut kept = false;
        loop {
            if kept && self.stream.peek(&mut [0])? == 0 {
                return Ok(());
            }
            kept = true;
            let fault = self.lock().faults.pop_front().unwrap_or(Fault::None);
            let at = |point| match fault {
                Fault::Break(broken, how) if broken == point => Some(how),
                _ => None,
            };
            if fault == Fault::Deaf {
                return self.ignore();
            }
            if let Some(how) = at(Point::Accepted) {
                return self.end(how);
            }
            self.stream.peek(&mut [0])?;
            if let Some(how) = at(Point::Begun) {
                return self.end(how);
            }
            let mut begun = vec![0; 16];
            let count = self.stream.read(&mut begun)?;
            begun.truncate(count);
            if let Some(how) = at(Point::Received) {
                return self.end(how);
            }
            let Some(request) = Request::read(&mut self.stream, begun) else { return Ok(()) };
            let answer = self.forward(&request)?;
            if let Some(how) = at(Point::Forwarded) {
                return self.end(how);
            }
            let head = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
            let parts = [(Point::Head, head / 2), (Point::Body, head + (answer.len() - head) / 2)];
            for (point, length) in parts {
                if let Some(how) = at(point) {
                    self.stream.write_all(&answer[..length])?;
                    return self.end(how);
                }
            }
            match fault {
                Fault::Trickle(pause) => self.trickle(&answer, pause)?,
                _ => self.stream.write_all(&answer)?,
            }
            if fault == Fault::Endless {
                return self.endless();
            }
            if let Some(how) = at(Point::Answered) {
                return self.end(how);
            }
        }
    }

    /// Passes a request on, and reads what the service answers.
    fn forward(&self, request: &Request) -> io::Result<Vec<u8>> {
        let mut service = TcpStream::connect(self.service)?;
        service.write_all(&request.bytes())?;
        let mut answer = Vec::new();
        service.read_to_end(&mut answer)?;
        Ok(answer)
    }

    fn end(mut self, how: How) -> io::Result<()> {
        match how {
            How::Reset => SockRef::from(&self.stream).set_linger(Some(Duration::ZERO))?,
            How::Close => self.stream.shutdown(std::net::Shutdown::Write)?,
            How::Stall => {}
        }
        if how == How::Reset {
            let state = self.state;
            drop(self);
            state.lock().unwrap().broken += 1;
            return Ok(());
        }
        self.lock().broken += 1;
        // To close a socket with something unread resets it, so everything is read; this also tells when the client
        // goes.
        io::copy(&mut self.stream, &mut io::sink())?;
        Ok(())
    }

    fn ignore(mut self) -> io::Result<()> {
        self.lock().broken += 1;
        while !self.lock().healed {
            thread::sleep(Duration::from_millis(5));
        }
        io::copy(&mut self.stream, &mut io::sink())?;
        Ok(())
    }

    fn trickle(&mut self, answer: &[u8], pause: Duration) -> io::Result<()> {
        self.lock().broken += 1;
        for byte in answer {
            self.stream.write_all(&[*byte])?;
            thread::sleep(pause);
        }
        Ok(())
    }

    fn endless(mut self) -> io::Result<()> {
        self.lock().broken += 1;
        let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
        loop {
            self.stream.write_all(chunk.as_bytes())?;
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
