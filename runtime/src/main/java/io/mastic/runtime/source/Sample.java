package io.mastic.runtime.source;

import io.mastic.runtime.source.FileListing.Folder;
import java.util.List;
import java.util.Optional;

/**
 * What a sampling read looks at.
 *
 * @param partitions how many folders at most
 * @param files how many files of each folder at most
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html">AWS</a>
 */
record Sample(int partitions, int files) {
    /** Empty unless the options ask for a sample. */
    static Optional<Sample> of(Options options) {
        return options.text("maxSamplePartitions")
                .map(partitions -> new Sample(
                        Integer.parseInt(partitions),
                        Integer.parseInt(options.text("maxSampleFilesPerPartition", "10"))));
    }

    <T> List<T> folders(List<T> all) {
        return first(all, partitions);
    }

    List<Folder> files(List<Folder> folders) {
        return folders.stream()
                .map(folder -> new Folder(folder.path(), folder.values(), first(folder.files(), files)))
                .toList();
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(all.size(), most));
    }
}
