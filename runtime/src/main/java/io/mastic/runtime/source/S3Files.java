package io.mastic.runtime.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists data files: one request for a thousand objects. What is missing holds nothing. */
final class S3Files {
    private static final int THREADS = 16;

    private final Configuration configuration;
    private final Predicate<FileStatus> wanted;

    S3Files(Configuration configuration) {
        this(configuration, file -> true);
    }

    /** @param wanted files to find; the others are forgotten as the pages come */
    S3Files(Configuration configuration, Predicate<FileStatus> wanted) {
        this.configuration = configuration;
        this.wanted = wanted;
    }

    /** The path in the form in which listings name files. */
    Path qualified(String path) {
        Path plain = new Path(path);
        Path rooted = plain.toUri().getPath().isEmpty() ? new Path(plain, "/") : plain;
        try {
            return rooted.getFileSystem(configuration).makeQualified(rooted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every data file at or below a path, in the order of their names. */
    List<FileStatus> below(Path path) {
        List<FileStatus> files = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> found =
                    path.getFileSystem(configuration).listFiles(path, true);
            while (found.hasNext()) {
                FileStatus file = found.next();
                if (isData(file, path) && wanted.test(file)) {
                    files.add(slim(file));
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(FileStatus::getPath));
        return files;
    }

    /** Without owner, tag and places, which make the most of it: many files are held for as long as a frame. */
    private static FileStatus slim(FileStatus file) {
        return new FileStatus(file.getLen(), false, 1, file.getBlockSize(), file.getModificationTime(), file.getPath());
    }

    /** What lies directly in a folder, folders included; a file is its own content. */
    List<FileStatus> in(Path path) {
        try {
            return Arrays.stream(path.getFileSystem(configuration).listStatus(path))
                    .filter(file -> file.isDirectory() || (isData(file, path) && wanted.test(file)))
                    .map(file -> file.isDirectory() ? file : slim(file))
                    .sorted(Comparator.comparing(FileStatus::getPath))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths that a pattern with `*`, `?` or `{}` stands for. */
    List<Path> matching(String path) {
        Path pattern = qualified(path);
        if (!path.matches(".*[*?{].*")) {
            return List.of(pattern);
        }
        try {
            FileSystem system = pattern.getFileSystem(configuration);
            FileStatus[] found = system.globStatus(pattern);
            return found == null
                    ? List.of()
                    : Arrays.stream(found).map(FileStatus::getPath).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below each of many paths, listed side by side. */
    List<List<FileStatus>> belowEach(List<Path> paths) {
        if (paths.size() == 1) {
            return List.of(below(paths.get(0)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, paths.size())));
        try {
            List<Callable<List<FileStatus>>> tasks = new ArrayList<>();
            paths.forEach(path -> tasks.add(() -> below(path)));
            List<List<FileStatus>> found = new ArrayList<>();
            for (Future<List<FileStatus>> listing : pool.invokeAll(tasks)) {
                found.add(listing.get());
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while listing files", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Hadoop's rule: names that begin with an underscore or a dot are not data, nor are markers of folders. */
    private static boolean isData(FileStatus file, Path root) {
        if (file.isDirectory() || file.getLen() == 0 || file.getPath().getName().endsWith("_$folder$")) {
            return false;
        }
        Path path = file.getPath();
        while (path != null && !path.equals(root)) {
            String name = path.getName();
            if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
                return false;
            }
            path = path.getParent();
        }
        return true;
    }
}
