package io.mastic.server.quality;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Results of evaluations. Each method is one statement; lists are the newest first. */
@RegisterConstructorMapper(DataQualityStore.ResultRow.class)
interface DataQualityStore {
    /**
     * @param started milliseconds since 1970
     * @param doc the SDK's DataQualityResult
     */
    record ResultRow(
            String accountId, String region, String id, String jobName, String jobRunId, long started, String doc) {}

    /**
     * The part of a list that is asked for.
     *
     * @param from milliseconds, the first that belongs to it
     * @param before milliseconds; of results that started then, those with smaller ids belong to it
     */
    record Slice(String accountId, String region, long from, long before, String beforeId, int limit) {}

    /** @return 0 if there is one of this id */
    @SqlUpdate(
            """
            insert into data_quality_result (account_id, region, id, job_name, job_run_id, started, doc)
            values (:accountId, :region, :id, :jobName, :jobRunId, :started, :doc)
            on conflict do nothing
            """)
    int insert(@BindMethods ResultRow result);

    @SqlQuery("select * from data_quality_result where account_id = :accountId and region = :region and id = :id")
    Optional<ResultRow> find(String accountId, String region, String id);

    @SqlQuery(
            """
            select * from data_quality_result
            where account_id = :accountId and region = :region
                and started >= :from and (started < :before or (started = :before and id < :beforeId))
            order by account_id desc, region desc, started desc, id desc
            limit :limit
            """)
    List<ResultRow> list(@BindMethods Slice slice);

    @SqlQuery(
            """
            select * from data_quality_result
            where account_id = :accountId and region = :region and job_name = :jobName
                and started >= :from and (started < :before or (started = :before and id < :beforeId))
            order by account_id desc, region desc, job_name desc, started desc, id desc
            limit :limit
            """)
    List<ResultRow> ofJob(@BindMethods Slice slice, String jobName);

    @SqlQuery(
            """
            select * from data_quality_result
            where account_id = :accountId and region = :region and job_run_id = :jobRunId
                and started >= :from and (started < :before or (started = :before and id < :beforeId))
            order by account_id desc, region desc, job_run_id desc, started desc, id desc
            limit :limit
            """)
    List<ResultRow> ofRun(@BindMethods Slice slice, String jobRunId);
}
