package io.mastic.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.server.store.Linearizability.Call;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A register of whole numbers. */
class LinearizabilityTest {
    private static Call<Integer> write(long start, long end, int value) {
        return new Call<>(start, end, state -> Optional.of(value));
    }

    private static Call<Integer> read(long start, long end, int seen) {
        return new Call<>(start, end, state -> state == seen ? Optional.of(state) : Optional.empty());
    }

    private static Call<Integer> swap(long start, long end, int expected, int next, boolean done) {
        return new Call<>(
                start, end, state -> (state == expected) == done ? Optional.of(done ? next : state) : Optional.empty());
    }

    @Test
    void aReadDuringAWriteMaySeeEither() {
        assertThat(Linearizability.holds(0, List.of(write(1, 4, 7), read(2, 3, 0))))
                .isTrue();
        assertThat(Linearizability.holds(0, List.of(write(1, 4, 7), read(2, 3, 7))))
                .isTrue();
    }

    @Test
    void aReadAfterAWriteMustNotSeeWhatWasBefore() {
        assertThat(Linearizability.holds(0, List.of(write(1, 2, 7), read(3, 4, 0))))
                .isFalse();
    }

    @Test
    void whatOneReaderHasSeenALaterReaderMustNotMiss() {
        var history = List.of(write(1, 9, 7), read(2, 3, 7), read(4, 5, 0));
        assertThat(Linearizability.holds(0, history)).isFalse();
    }

    @Test
    void twoSwapsOfTheSameValueMustNotBothSucceed() {
        assertThat(Linearizability.holds(0, List.of(swap(1, 4, 0, 1, true), swap(2, 3, 0, 2, true))))
                .isFalse();
        assertThat(Linearizability.holds(0, List.of(swap(1, 4, 0, 1, true), swap(2, 3, 0, 2, false))))
                .isTrue();
    }

    @Test
    void aSwapMustNotFailThatNothingStoodAgainst() {
        assertThat(Linearizability.holds(0, List.of(swap(1, 2, 0, 1, false)))).isFalse();
    }

    @Property(tries = 200)
    void calledOneAfterAnotherOnlyTheTruthHolds(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> values, @ForAll int lie) {
        var history = new java.util.ArrayList<Call<Integer>>();
        for (int i = 0; i < values.size(); i++) {
            history.add(write(4L * i, 4L * i + 1, values.get(i)));
            history.add(read(4L * i + 2, 4L * i + 3, values.get(i)));
        }
        assertThat(Linearizability.holds(0, history)).isTrue();
        int place = Math.floorMod(lie, values.size());
        history.set(2 * place + 1, read(4L * place + 2, 4L * place + 3, values.get(place) + 1));
        assertThat(Linearizability.holds(0, history)).isFalse();
    }
}
