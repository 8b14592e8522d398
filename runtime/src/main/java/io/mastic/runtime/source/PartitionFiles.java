package io.mastic.runtime.source;

import io.mastic.runtime.source.FileListing.Folder;
import io.mastic.runtime.source.PartitionPruning.Chosen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Lists the files of partitions with the fewest requests: the table's folder as a whole, a thousand files a request,
 * when most of its partitions are wanted, else each partition.
 *
 * @param all how many partitions the table has that could be wanted
 */
record PartitionFiles(S3Files files, Path root, int all) {
    private static final int FEW = 4;

    List<Folder> folders(List<Chosen> chosen, List<Path> paths) {
        List<List<FileStatus>> found = isWhole(paths) ? assigned(paths) : files.belowEach(paths);
        List<Folder> folders = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            folders.add(new Folder(paths.get(i), chosen.get(i).values(), found.get(i)));
        }
        return folders;
    }

    /** Whether listing the table's folder costs less than listing each partition. */
    boolean isWhole(List<Path> paths) {
        return paths.size() > FEW && paths.size() * 2 > all && paths.stream().allMatch(this::isInside);
    }

    private boolean isInside(Path path) {
        String folder = root.toString();
        return path.toString().startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    /** Gives each file to the nearest folder above it that is a partition. */
    private List<List<FileStatus>> assigned(List<Path> paths) {
        Map<Path, List<FileStatus>> byPath = new HashMap<>();
        paths.forEach(path -> byPath.put(path, new ArrayList<>()));
        for (FileStatus file : files.below(root)) {
            for (Path path = file.getPath(); path != null && !path.equals(root); path = path.getParent()) {
                List<FileStatus> own = byPath.get(path);
                if (own != null) {
                    own.add(file);
                    break;
                }
            }
        }
        return paths.stream().map(byPath::get).toList();
    }
}
