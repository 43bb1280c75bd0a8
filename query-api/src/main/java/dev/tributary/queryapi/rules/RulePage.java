package dev.tributary.queryapi.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.port.RuleDirectory.Group;

/**
 * Which part of a long list of groups is wanted.
 *
 * @param groupsMax groups to return at most, 0 for all
 * @param token     names the group to begin with; empty for the first
 */
record RulePage(int groupsMax, String token) {
    static RulePage of(ApiRequest request) {
        String limit = request.parameter("group_limit");
        String token = request.parameter("group_next_token");
        if (limit.isEmpty()) {
            if (!token.isEmpty()) {
                throw ApiException.badParameter("group_next_token",
                        "group_limit needs to be present in order to paginate over the groups");
            }
            return new RulePage(0, "");
        }
        return new RulePage(groupsMax(limit), token);
    }

    private static int groupsMax(String text) {
        int groups;
        try {
            groups = Integer.parseInt(text);
        } catch (NumberFormatException _) {
            String problem = text.matches("[+-]?[0-9]+") ? "value out of range" : "invalid syntax";
            throw ApiException.badParameter("group_limit", "group_limit needs to be a valid number: strconv.ParseInt:"
                    + " parsing " + GoQuote.quote(text) + ": " + problem);
        }
        if (groups <= 0) {
            throw ApiException.badParameter("group_limit", "group_limit needs to be greater than 0");
        }
        return groups;
    }

    boolean beginsLater() {
        return !token.isEmpty();
    }

    boolean beginsWith(Group group) {
        return token.equals(tokenOf(group));
    }

    /** SHA-256 of file and name, as Prometheus makes it. */
    static String tokenOf(Group group) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
