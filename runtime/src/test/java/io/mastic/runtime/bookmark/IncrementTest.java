package io.mastic.runtime.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class IncrementTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long BAND = 900_000;

    /** An object store whose objects become visible late, and runs of a job over it. */
    private static final class Store {
        private record Version(String path, long modified) {}

        private final Random random;
        private final ReadLimits limits;
        private final Map<String, FileStatus> visible = new HashMap<>();
        private final Map<FileStatus, Long> coming = new HashMap<>();
        private final Map<Version, Integer> read = new HashMap<>();
        private long now = NOW;
        private FilesRead state = FilesRead.NOTHING;
        /** After each run that has committed. */
        private final List<FilesRead> states = new ArrayList<>(List.of(state));

        private final List<List<FileStatus>> taken = new ArrayList<>();

        Store(long seed, ReadLimits limits) {
            this.random = new Random(seed);
            this.limits = limits;
        }

        /** An object is dated now and seen within the band. */
        void write(String path) {
            FileStatus file = file(path, now, random.nextInt(1, 100));
            if (coming.keySet().stream().noneMatch(one -> one.getPath().equals(file.getPath()))) {
                coming.put(file, now + random.nextLong(limits.bandMillis() + 1));
            }
        }

        void pass(long millis) {
            now += millis;
            List.copyOf(coming.keySet()).stream()
                    .filter(file -> coming.get(file) <= now)
                    .forEach(file -> {
                        coming.remove(file);
                        visible.put(file.getPath().toString(), file);
                    });
        }

        void delete() {
            visible.keySet().stream().findAny().ifPresent(visible::remove);
        }

        /** Objects go on to become visible between the start of the listing and its end. */
        int run(boolean crash, boolean busy) {
            long looked = now;
            if (busy) {
                pass(random.nextLong(2_000));
                write("s3://b/" + random.nextInt(60));
                pass(random.nextLong(2_000));
            }
            List<FileStatus> found = visible.values().stream()
                    .filter(file -> !state.contains(file))
                    .toList();
            Increment increment = Increment.of(state, found, looked, limits);
            assertThat(increment.after().band()).hasSizeLessThanOrEqualTo((int) limits.filesInBand() + visible.size());
            if (!crash) {
                increment.files().forEach(file -> read.merge(version(file), 1, Integer::sum));
                state = increment.after();
                states.add(state);
                taken.add(increment.files());
            }
            return increment.files().size();
        }

        private static Version version(FileStatus file) {
            return new Version(file.getPath().toString(), file.getModificationTime());
        }
    }

    @Property(tries = 500)
    void eachVersionOfAnObjectIsReadOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 5_000) int band,
            @ForAll @IntRange(min = 1, max = 30) int filesInBand,
            @ForAll @IntRange(min = 1, max = 50) int files,
            @ForAll @IntRange(min = 1, max = 2_000) int bytes) {
        Store store = new Store(seed, new ReadLimits(band, filesInBand, files, bytes));
        Random random = new Random(~seed);
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> store.write("s3://b/" + random.nextInt(60));
                case 3 -> store.pass(random.nextLong(3_000));
                case 4 -> store.run(random.nextInt(3) == 0, true);
                default -> store.delete();
            }
        }
        store.pass(2L * band + 10_000);
        for (int run = 0; run < 300 && store.run(false, false) > 0; run++) {
            store.pass(band + 1);
        }
        assertThat(store.read.values()).as("never twice").allMatch(times -> times == 1);
        assertThat(store.visible.values())
                .as("never lost")
                .allMatch(file -> store.read.containsKey(Store.version(file)));
    }

    /** What {@code --job-bookmark-from} and {@code --job-bookmark-to} choose. */
    @Property(tries = 200)
    void aRangeIsWhatTheRunsBetweenHaveRead(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 5_000) int band,
            @ForAll @IntRange(min = 1, max = 30) int filesInBand,
            @ForAll @IntRange(min = 1, max = 50) int files) {
        Store store = new Store(seed, new ReadLimits(band, filesInBand, files, Long.MAX_VALUE));
        Random random = new Random(~seed);
        for (int step = 0; step < 100; step++) {
            store.write("s3://b/once/" + step);
            store.pass(random.nextLong(1_000));
            if (random.nextInt(4) == 0) {
                store.run(false, false);
            }
        }
        int to = random.nextInt(store.states.size());
        int from = random.nextInt(to + 1);
        assertThat(store.visible.values())
                .filteredOn(file -> !store.states.get(from).contains(file)
                        && store.states.get(to).contains(file))
                .containsExactlyInAnyOrderElementsOf(store.taken.subList(from, to).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void onlyFilesOfTheBandAreRemembered() {
        FilesRead after = taken(FilesRead.NOTHING, ReadLimits.NONE, NOW, -BAND - 2, -BAND - 1, -BAND, -1);
        assertThat(after.band()).hasSize(3).doesNotContainValue(NOW - BAND - 2);
        assertThat(after.timestamp()).as("the newest, as the run looked later").isEqualTo(NOW - 1);
        assertThat(after.from()).isEqualTo(NOW - 1 - BAND);
    }

    @Test
    void aFileThatIsYoungerThanTheListingDoesNotMoveTheMarkBeyondIt() {
        FilesRead after = taken(FilesRead.NOTHING, ReadLimits.NONE, NOW, -5_000, 3_000);
        assertThat(after.timestamp()).isEqualTo(NOW);
        assertThat(after.contains(file("s3://b/late", NOW - 1_000, 1))).isFalse();
        assertThat(after.contains(file("s3://b/1", NOW + 3_000, 10))).isTrue();
    }

    @Test
    void whatIsMoreThanTheBandHoldsWaits() {
        List<FileStatus> found =
                files(NOW, LongStream.rangeClosed(1, 1_500).map(i -> -i * 100).toArray());
        Increment first = Increment.of(FilesRead.NOTHING, found, NOW, ReadLimits.NONE);
        assertThat(first.files()).hasSize(1_000).allMatch(file -> file.getModificationTime() < NOW - 50_000);
        Increment second = next(first, found, NOW + 1_000);
        assertThat(second.files()).as("those before are still in the band").isEmpty();
        Increment third = next(second, found, NOW + BAND + 1);
        assertThat(third.files()).hasSize(500);
        assertThat(next(third, found, NOW + 2 * BAND).files()).isEmpty();
    }

    @Test
    void anArchiveThatWasCopiedAtOnceIsReadAtOnce() {
        List<FileStatus> found = files(NOW - 100 * BAND, new long[5_000]);
        Increment increment = Increment.of(FilesRead.NOTHING, found, NOW, ReadLimits.NONE);
        assertThat(increment.files()).hasSize(5_000);
        assertThat(increment.after().band()).isEmpty();
        assertThat(next(increment, found, NOW + 1).files()).isEmpty();
    }

    @Test
    void aBoundedRunLeavesTheYoungestForLater() {
        List<FileStatus> found = files(NOW, -10, -20, -30, -40);
        ReadLimits two = new ReadLimits(BAND, 1_000, 2, Long.MAX_VALUE);
        Increment first = Increment.of(FilesRead.NOTHING, found, NOW, two);
        assertThat(first.files()).extracting(FileStatus::getModificationTime).containsExactly(NOW - 40, NOW - 30);
        ReadLimits bytes = new ReadLimits(BAND, 1_000, Long.MAX_VALUE, 11);
        assertThat(Increment.of(FilesRead.NOTHING, found, NOW, bytes).files())
                .as("the file that reaches the size is read")
                .hasSize(2);
        assertThat(next(first, found, NOW + 1).files()).hasSize(2);
    }

    private static Increment next(Increment last, List<FileStatus> found, long looked) {
        List<FileStatus> left =
                found.stream().filter(file -> !last.after().contains(file)).toList();
        return Increment.of(last.after(), left, looked, ReadLimits.NONE);
    }

    private static FilesRead taken(FilesRead before, ReadLimits limits, long looked, long... ages) {
        return Increment.of(before, files(looked, ages), looked, limits).after();
    }

    private static List<FileStatus> files(long time, long... ages) {
        List<FileStatus> files = new ArrayList<>();
        for (int i = 0; i < ages.length; i++) {
            files.add(file("s3://b/" + i, time + ages[i], 10));
        }
        return files;
    }

    private static FileStatus file(String path, long modified, long bytes) {
        return new FileStatus(bytes, false, 1, 1, modified, new Path(path));
    }
}
