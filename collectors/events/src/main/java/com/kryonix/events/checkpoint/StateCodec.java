package com.kryonix.events.checkpoint;

import com.kryonix.events.fold.Bounds;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a table was counted, as bytes. */
final class StateCodec {
    private StateCodec() {}

    static void write(DataOutputStream out, TailState state) throws IOException {
        Varints.write(out, state.horizon());
        Varints.write(out, state.bound());
        Varints.write(out, state.slowHorizon());
        Varints.write(out, state.slowBound());
        Varints.write(out, state.triples().size());
        for (Triple triple : state.triples()) {
            Varints.write(out, triple.from());
            Varints.write(out, triple.to());
            Varints.write(out, triple.bound());
        }
        Varints.write(out, state.prepared().size());
        for (Map.Entry<String, Bounds> entry : state.prepared().entrySet()) {
            out.writeUTF(entry.getKey());
            Varints.write(out, entry.getValue().quick());
            Varints.write(out, entry.getValue().slow());
        }
        Long history = state.history();
        out.writeBoolean(history != null);
        Varints.write(out, history == null ? 0 : history);
        Varints.write(out, state.keys().size());
        for (Map.Entry<String, Long> entry : state.keys().entrySet()) {
            // A text of any length: writeUTF takes 65,535 bytes.
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            Varints.write(out, key.length);
            out.write(key);
            Varints.write(out, entry.getValue());
        }
    }

    static TailState read(DataInputStream in) throws IOException {
        long horizon = Varints.read(in);
        long bound = Varints.read(in);
        long slowHorizon = Varints.read(in);
        long slowBound = Varints.read(in);
        List<Triple> triples = new ArrayList<>();
        for (long i = Varints.read(in); i > 0; i--) {
            triples.add(new Triple(Varints.read(in), Varints.read(in), Varints.read(in)));
        }
        Map<String, Bounds> prepared = new HashMap<>();
        for (long i = Varints.read(in); i > 0; i--) {
            prepared.put(in.readUTF(), new Bounds(Varints.read(in), Varints.read(in)));
        }
        boolean history = in.readBoolean();
        long from = Varints.read(in);
        Map<String, Long> keys = new HashMap<>();
        for (long i = Varints.read(in); i > 0; i--) {
            byte[] key = new byte[(int) Varints.read(in)];
            in.readFully(key);
            keys.put(new String(key, StandardCharsets.UTF_8), Varints.read(in));
        }
        return new TailState(horizon, bound, slowHorizon, slowBound, triples, prepared, history ? from : null, keys);
    }

    static void write(DataOutputStream out, Origin origin) throws IOException {
        Varints.write(out, origin.horizon());
        Long from = origin.from();
        out.writeBoolean(from != null);
        Varints.write(out, from == null ? 0 : from);
    }

    static Origin readOrigin(DataInputStream in) throws IOException {
        long horizon = Varints.read(in);
        boolean history = in.readBoolean();
        long from = Varints.read(in);
        return new Origin(horizon, history ? from : null);
    }
}
