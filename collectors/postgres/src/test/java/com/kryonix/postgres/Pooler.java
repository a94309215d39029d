package com.kryonix.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a pooler is to a client: it passes everything on, and tells a process id of its own. (It keeps a session for a
 * client all the same, so that a test can look at what was left in it.)
 */
final class Pooler implements AutoCloseable {
    private static final int MADE_UP = 1;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int server;

    private interface Work {
        void run() throws IOException;
    }

    private Pooler(int server) throws IOException {
        this.server = server;
    }

    static Pooler before(int port) throws IOException {
        Pooler pooler = new Pooler(port);
        pooler.inBackground(() -> {
            while (true) {
                pooler.serve(pooler.listener.accept());
            }
        });
        return pooler;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.addAll(List.of(client, behind));
        inBackground(() -> {
            try (behind) {
                client.getInputStream().transferTo(behind.getOutputStream());
            }
        });
        inBackground(() -> {
            try (client) {
                answers(behind.getInputStream(), client.getOutputStream());
            }
        });
    }

    /** Messages until the first ReadyForQuery, BackendKeyData among them; then bytes. The client asks for no TLS. */
    private static void answers(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        int type;
        do {
            type = in.readByte();
            int length = in.readInt();
            byte[] content = in.readNBytes(length - Integer.BYTES);
            out.writeByte(type);
            out.writeInt(length);
            if (type == 'K') {
                out.writeInt(MADE_UP);
                out.write(content, Integer.BYTES, content.length - Integer.BYTES);
            } else {
                out.write(content);
            }
            out.flush();
        } while (type != 'Z');
        from.transferTo(to);
    }

    private void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The end of a connection, or of the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
