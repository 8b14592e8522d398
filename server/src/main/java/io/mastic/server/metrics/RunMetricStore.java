package io.mastic.server.metrics;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The measurements of runs. Each method is one statement. */
@RegisterConstructorMapper(RunMetricStore.RunMetricRow.class)
interface RunMetricStore {
    /**
     * What a run has told at once.
     *
     * @param time milliseconds since 1970
     * @param number counts what the run has told
     * @param measured JSON, a list of {@link Measurement}
     */
    record RunMetricRow(
            String runId, long time, int number, String accountId, String region, String jobName, String measured) {}

    /** 0 if it is there already: a driver whose answer was lost tells again. */
    @SqlUpdate(
            """
            insert into run_metric (run_id, time, number, account_id, region, job_name, measured)
            values (:runId, :time, :number, :accountId, :region, :jobName, :measured)
            on conflict do nothing
            """)
    int insert(@BindMethods RunMetricRow row);

    @SqlUpdate("delete from run_metric where time < :time")
    int deleteBefore(long time);

    /** Of a job in a time, its end not included, oldest first. */
    @SqlQuery(
            """
            select * from run_metric
            where account_id = :accountId and region = :region and job_name = :jobName
                and time >= :start and time < :end
            order by time, run_id, number
            limit :limit
            """)
    List<RunMetricRow> ofJob(String accountId, String region, String jobName, long start, long end, int limit);

    /** Of one run in a time, its end not included, oldest first. */
    @SqlQuery(
            """
            select * from run_metric
            where account_id = :accountId and region = :region and job_name = :jobName and run_id = :runId
                and time >= :start and time < :end
            order by time, number
            limit :limit
            """)
    List<RunMetricRow> ofRun(
            String accountId, String region, String jobName, String runId, long start, long end, int limit);

    /** The runs that have told something since. */
    @SqlQuery(
            """
            select distinct run_id from run_metric
            where account_id = :accountId and region = :region and run_id > :after and time >= :since
            order by run_id
            limit :limit
            """)
    List<String> runs(String accountId, String region, String after, long since, int limit);

    @SqlQuery(
            """
            select distinct run_id from run_metric
            where account_id = :accountId and region = :region and job_name = :jobName and run_id > :after
                and time >= :since
            order by run_id
            limit :limit
            """)
    List<String> runsOfJob(String accountId, String region, String jobName, String after, long since, int limit);

    /** The run itself, if it has told something since. */
    @SqlQuery(
            """
            select distinct run_id from run_metric
            where account_id = :accountId and region = :region and run_id = :runId and time >= :since
            """)
    List<String> run(String accountId, String region, String runId, long since);

    /** The last that a run's JVM has told, and what was told at its end: together they name all that it measures. */
    @SqlQuery(
            """
            select * from run_metric
            where run_id = :runId and (mod(number, :numbers) = :last or number =
                (select max(number) from run_metric where run_id = :runId and mod(number, :numbers) <> :last))
            order by number
            """)
    List<RunMetricRow> newest(String runId, int numbers, int last);
}
