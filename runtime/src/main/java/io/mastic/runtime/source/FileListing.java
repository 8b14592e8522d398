package io.mastic.runtime.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.Predef;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Files that were listed once, by folder, with the values of each folder's keys: what Spark plans a scan from, so that
 * it lists nothing again and prunes folders by filters of the job.
 */
final class FileListing extends PartitioningAwareFileIndex {
    /** What Spark reads of text: a line, or a whole file. */
    static final StructType LINE = DataTypes.createStructType(
            new StructField[] {DataTypes.createStructField("value", DataTypes.StringType, true)});

    /** Files of one place that share their key values. The path is qualified; nested files belong to it as well. */
    record Folder(Path path, InternalRow values, List<FileStatus> files) {
        Folder {
            files = List.copyOf(files);
        }
    }

    private final SparkSession spark;
    private final SparkSession scanning;
    private final StructType keys;
    private final List<Folder> folders;
    private final scala.collection.mutable.LinkedHashMap<Path, FileStatus> byPath =
            new scala.collection.mutable.LinkedHashMap<>();
    private final scala.collection.immutable.Map<Path, FileStatus[]> byFolder;

    /** @param scanning the session by whose settings the files are packed into tasks */
    FileListing(SparkSession spark, StructType keys, List<Folder> folders, SparkSession scanning) {
        super(spark, scalaMap(Map.of()), Option.empty(), NoopCache$.MODULE$);
        this.spark = spark;
        this.scanning = scanning;
        this.keys = keys;
        this.folders = List.copyOf(folders);
        Map<Path, FileStatus[]> found = new LinkedHashMap<>();
        for (Folder folder : folders) {
            folder.files().forEach(file -> byPath.put(file.getPath(), file));
            found.put(folder.path(), folder.files().toArray(FileStatus[]::new));
        }
        this.byFolder = immutable(found);
    }

    SparkSession spark() {
        return spark;
    }

    StructType keys() {
        return keys;
    }

    List<Folder> folders() {
        return folders;
    }

    List<FileStatus> files() {
        return folders.stream().flatMap(folder -> folder.files().stream()).toList();
    }

    boolean isEmpty() {
        return folders.stream().allMatch(folder -> folder.files().isEmpty());
    }

    /** Some of the folders, and some files of each. */
    FileListing sample(Sample sample) {
        return new FileListing(spark, keys, sample.files(sample.folders(folders)), scanning);
    }

    /** A lazy scan of these files by one of Spark's formats. */
    Dataset<Row> scan(FileFormat format, StructType columns, Map<String, String> options) {
        return spark.baseRelationToDataFrame(
                new HadoopFsRelation(this, keys, columns, Option.empty(), format, scalaMap(options), scanning));
    }

    /** What Spark says about pruning goes to Spark's own logger, which is silent unless asked. */
    @Override
    public String logName() {
        return PartitioningAwareFileIndex.class.getName();
    }

    @Override
    public Seq<Path> rootPaths() {
        return seq(folders.stream().map(Folder::path).toList());
    }

    @Override
    public PartitionSpec partitionSpec() {
        if (keys.isEmpty()) {
            return PartitionSpec.emptySpec();
        }
        return new PartitionSpec(
                keys,
                seq(folders.stream()
                        .map(folder -> new PartitionPath(folder.values(), folder.path()))
                        .toList()));
    }

    @Override
    public scala.collection.mutable.LinkedHashMap<Path, FileStatus> leafFiles() {
        return byPath;
    }

    @Override
    public scala.collection.immutable.Map<Path, FileStatus[]> leafDirToChildrenFiles() {
        return byFolder;
    }

    /** Nothing to do: a frame is a view of what was there when it was made. */
    @Override
    public void refresh() {}

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }

    static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
        return immutable(map);
    }

    private static <K, V> scala.collection.immutable.Map<K, V> immutable(Map<K, V> map) {
        return JavaConverters.mapAsScalaMap(map).toMap(Predef.<Tuple2<K, V>>$conforms());
    }
}
