package dev.tributary.queryapi.loki.status;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;

/** The limits in force under the names that Loki has for them; those are left out that this server does not have. */
final class TenantLimits {
    private TenantLimits() {
    }

    static Map<String, Object> of(LogQueryLimits limits) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("allow_structured_metadata", true);
        named.put("discover_log_levels", true);
        named.put("max_concurrent_tail_requests", (long) limits.tailsMax());
        named.put("max_entries_limit_per_query", (long) limits.entriesMax());
        named.put("max_query_bytes_read", limits.bytesReadMax().bytes() + "B");
        named.put("max_query_length", PrometheusDuration.format(limits.lengthMax()));
        named.put("max_query_series", (long) limits.seriesMax());
        named.put("query_timeout", PrometheusDuration.format(limits.timeout()));
        named.put("volume_enabled", true);
        return named;
    }
}
