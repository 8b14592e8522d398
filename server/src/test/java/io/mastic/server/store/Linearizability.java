package io.mastic.server.store;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether calls that overlapped in time can have taken effect one after another, each at a moment between its
 * start and its end: the search of Wing and Gong, which never tries a set of calls in the same state twice (Lowe).
 */
public final class Linearizability<S> {
    /** What a call did: the state after it, or nothing if its result is impossible in the state before it. */
    @FunctionalInterface
    public interface Effect<S> {
        Optional<S> on(S state);
    }

    /** @param end later than the start, by the same clock */
    public record Call<S>(long start, long end, Effect<S> effect) {}

    private record Tried<S>(BitSet done, S state) {}

    private final List<Call<S>> calls;
    private final Set<Tried<S>> tried = new HashSet<>();

    private Linearizability(List<Call<S>> calls) {
        this.calls = calls;
    }

    public static <S> boolean holds(S initial, List<Call<S>> history) {
        return new Linearizability<>(List.copyOf(history)).search(new BitSet(), initial);
    }

    private boolean search(BitSet done, S state) {
        if (done.cardinality() == calls.size()) {
            return true;
        }
        if (!tried.add(new Tried<>((BitSet) done.clone(), state))) {
            return false;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, calls.get(i).end());
        }
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            // A call that began after another's end cannot have come before it.
            if (calls.get(i).start() <= firstEnd) {
                var after = calls.get(i).effect().on(state);
                if (after.isPresent()) {
                    done.set(i);
                    if (search(done, after.orElseThrow())) {
                        return true;
                    }
                    done.clear(i);
                }
            }
        }
        return false;
    }
}
