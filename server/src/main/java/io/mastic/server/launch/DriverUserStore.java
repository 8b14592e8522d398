package io.mastic.server.launch;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Which account's drivers have which number. Each method is one statement. */
interface DriverUserStore {
    @SqlQuery("select number from driver_user where account_id = :accountId")
    Optional<Integer> number(String accountId);

    /** The number after the highest. */
    @SqlQuery("select coalesce(max(number), -1) + 1 from driver_user")
    int next();

    /** 0 if the account has a number, or another has this one. */
    @SqlUpdate("insert into driver_user (account_id, number) values (:accountId, :number) on conflict do nothing")
    int insert(String accountId, int number);
}
