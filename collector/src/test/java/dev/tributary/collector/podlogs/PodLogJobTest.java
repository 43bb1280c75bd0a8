package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.tributary.collector.kit.Await;
import dev.tributary.model.Labels;
import dev.tributary.testkit.kubernetes.FakePodApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PodLogJobTest {
    private static final Instant T = Instant.parse("2026-03-01T10:00:00.25Z");

    @TempDir
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each
    private FakePodApi api;

    @BeforeEach
    void open() throws IOException {
        api = new FakePodApi(new SplittableRandom(1));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private PodLogRig rig(String yaml) {
        return new PodLogRig(folder, api.url(), yaml);
    }

    private void running(String name, Map<String, String> labels) {
        api.pod("shop", name, "uid-" + name, labels);
        api.start("shop/" + name, "app");
        api.tell("shop/" + name);
    }

    private void write(String pod, int millis, String text) {
        api.write("shop/" + pod, "app", T.plusMillis(millis), text, true);
    }

    @Test
    void linesHaveTheLabelsThatFilesWouldGive() throws Exception {
        running("cart", Map.of("app", "cart", "tier", "web"));
        running("other", Map.of("tier", "batch"));
        write("cart", 0, "one");
        write("other", 0, "not asked for");
        try (PodLogRig rig = rig("""
                                 namespaces: [shop]
                                 label_selector: tier=web
                                 pipeline_stages: [{static_labels: {env: test}}]
                                 """)) {
            rig.start();
            Await.until("the line is there", () -> rig.lines("cart").size() == 1);
            write("cart", 5, "two");
            Await.until("the log is followed", () -> rig.lines("cart").equals(List.of("one", "two")));
            assertThat(rig.streams())
                    .containsExactly(Labels.copyOf(Map.of("cluster", "east", "namespace", "shop", "pod",
                            "cart", "container", "app", "job", "shop/app", "app", "cart", "env", "test")));
            assertThat(rig.entries("cart").getFirst().metadata()).isEqualTo(
                    Labels.of("node_name", "node-1", "pod_uid", "uid-cart", "restarts", "0"));
            assertThat(rig.entries("cart").getFirst().timestampNanos())
                    .isEqualTo(T.getEpochSecond() * 1_000_000_000L + 250_000_000L);
            assertThat(rig.status().files().getFirst().path()).isEqualTo("shop_cart_uid-cart/app");
        }
    }

    @Test
    void aRestartTakesUpWithoutRepeatingAndWithoutLoss() throws Exception {
        running("cart", Map.of());
        try (PodLogRig rig = rig("")) {
            rig.start();
            write("cart", 0, "same");
            write("cart", 0, "same");
            write("cart", 3, "late");
            write("cart", 1, "early");
            Await.until("four lines", () -> rig.lines("cart").size() == 4);
            rig.stop();
            write("cart", 2, "while it was away, and out of order");
            write("cart", 3, "late, too");
            write("cart", 2000, "next");
            rig.start();
            Await.until("seven lines", () -> rig.lines("cart").size() == 7);
            write("cart", 2001, "last");
            Await.until("the last one", () -> rig.lines("cart").size() == 8);
            assertThat(rig.handedOver).as("nothing twice").hasValue(8);
            assertThat(rig.metric("tributary_collector_podlog_repeated_lines", "")).isEqualTo(4);
            assertThat(api.requests()).anyMatch(request -> request.contains("sinceTime=2026-03-01T09%3A59%3A59Z"));
        }
    }

    @Test
    void aContainerThatStartsAnewLosesNothingThoughTheStatusLags() throws Exception {
        running("cart", Map.of());
        write("cart", 0, "first");
        try (PodLogRig rig = rig("")) {
            rig.start();
            Await.until("the first line", () -> rig.lines("cart").size() == 1);
            api.breakAll();
            write("cart", 10, "last words");
            api.start("shop/cart", "app");
            write("cart", 20, "again");
            Await.until("both instances are read", () -> rig.lines("cart").size() == 3);
            api.tell("shop/cart");
            api.start("shop/cart", "app");
            api.tell("shop/cart");
            write("cart", 30, "third");
            Await.until("the third is read", () -> rig.lines("cart").size() == 4);
            assertThat(rig.lines("cart")).containsExactly("first", "last words", "again", "third");
            assertThat(rig.handedOver).hasValue(4);
        }
    }

    @Test
    void aFormerInstanceIsReadWhenTheJobFirstStarts() throws Exception {
        running("cart", Map.of());
        write("cart", 0, "before the crash");
        api.start("shop/cart", "app");
        write("cart", 10, "after it");
        api.tell("shop/cart");
        try (PodLogRig rig = rig("")) {
            rig.start();
            Await.until("both are read", () -> rig.lines("cart").size() == 2);
            assertThat(rig.entries("cart")).extracting(entry -> entry.metadata().get("restarts"))
                    .containsExactly("0", "1");
        }
    }

    @Test
    void lastWordsWithoutALineFeedAreALineOnceTheContainerHasEnded() throws Exception {
        running("job", Map.of());
        write("job", 0, "one");
        try (PodLogRig rig = rig("")) {
            rig.start();
            Await.until("one line", () -> rig.lines("job").size() == 1);
            api.write("shop/job", "app", T.plusMillis(5), "Segmentation fault", false);
            api.breakAll();
            Await.until("it is followed again", () -> api.following() == 1);
            assertThat(rig.lines("job")).containsExactly("one");
            api.end("shop/job", "app");
            api.tell("shop/job");
            Await.until("last words", () -> rig.lines("job").size() == 2);
            assertThat(rig.lines("job")).containsExactly("one", "Segmentation fault");
            Await.until("nobody reads any more", () -> rig.status().logs() == 0);
            int requests = api.requests().size();
            rig.stop();
            rig.start();
            Await.until("it is known as ended", () -> rig.status().files().size() == 1);
            assertThat(api.requests().subList(requests, api.requests().size())).noneMatch(one -> one.contains("/log"));
        }
    }

    @Test
    void aPodThatVanishesIsReadToItsEndAndForgotten() throws Exception {
        running("gone", Map.of());
        write("gone", 0, "one");
        try (PodLogRig rig = rig("")) {
            rig.start();
            Await.until("it is followed", () -> rig.lines("gone").size() == 1 && api.following() == 1);
            write("gone", 5, "two");
            api.delete("shop/gone");
            Await.until("it is forgotten", () -> rig.status().files().isEmpty());
            assertThat(rig.lines("gone")).containsExactly("one", "two");
        }
    }

    @Test
    void moreContainersThanAllowedWaitForOneToEnd() throws Exception {
        running("a", Map.of());
        running("b", Map.of());
        write("a", 0, "a");
        write("b", 0, "b");
        try (PodLogRig rig = rig("containers_max: 1")) {
            rig.start();
            Await.until("one is read, one waits",
                    () -> rig.lines("a").size() == 1 && rig.status().ignored() == 1);
            assertThat(rig.lines("b")).isEmpty();
            assertThat(rig.metric("tributary_collector_podlog_containers", "waiting")).isEqualTo(1);
            api.end("shop/a", "app");
            api.tell("shop/a");
            Await.until("the other is read", () -> rig.lines("b").size() == 1);
        }
    }

    @Test
    void aFullSpoolHoldsTheReadingUpAndOpensNothingAnew() throws Exception {
        running("cart", Map.of());
        try (PodLogRig rig = rig("")) {
            rig.start();
            Await.until("it is followed", () -> api.following() == 1);
            rig.refusing = true;
            for (int i = 0; i < 100; i++) {
                write("cart", i, "line " + i);
            }
            Await.until("the status tells", () -> rig.status().problem().contains("the disk is full"));
            rig.refusing = false;
            Await.until("all lines", () -> rig.lines("cart").size() == 100);
            assertThat(rig.handedOver).hasValue(100);
            assertThat(api.requests().stream().filter(one -> one.contains("follow=true"))).hasSize(1);
        }
    }

    @Test
    void aLogThatSaysNothingIsOpenedAnew() throws Exception {
        running("cart", Map.of());
        try (PodLogRig rig = rig("reopen_silent: 100ms")) {
            rig.start();
            Await.until("it is opened again and again",
                    () -> rig.metric("tributary_collector_podlog_ends", "silent") > 2);
            write("cart", 0, "at last");
            Await.until("the line", () -> rig.lines("cart").equals(List.of("at last")));
            Await.until("connections that were given up are closed", () -> {
                api.write("shop/cart", "app", Instant.now(), "more", true);
                return api.following() == 1;
            });
        }
    }

    @Test
    void linesAreCutOrDroppedAndWhatHasNoTimeIsLeftOut() throws Exception {
        running("cart", Map.of());
        write("cart", 0, "x".repeat(200_000));
        api.raw("shop/cart", "app", "unable to retrieve container logs for containerd://1\n");
        write("cart", 1, "y");
        try (PodLogRig rig = rig("""
                                 max_line_size: 1KiB
                                 max_line_size_truncate_identifier: "...[cut]"
                                 """)) {
            rig.start();
            Await.until("both lines", () -> rig.lines("cart").size() == 2);
            assertThat(rig.lines("cart")).containsExactly("x".repeat(1016) + "...[cut]", "y");
            assertThat(rig.metric("tributary_collector_logfile_unparsed_lines", "")).isEqualTo(1);
            assertThat(rig.metric("tributary_collector_logfile_cut_lines", "")).isEqualTo(1);
        }
    }

    @Test
    void whatWasWrittenBeforeCanBeLeftOut() throws Exception {
        running("cart", Map.of());
        write("cart", 0, "old");
        try (PodLogRig rig = rig("start_at: end")) {
            rig.start();
            Await.until("it is followed", () -> api.following() == 1);
            api.write("shop/cart", "app", Instant.now().plusSeconds(1), "new", true);
            api.pod("shop", "young", "u2", Map.of());
            api.start("shop/young", "app");
            write("young", 0, "first");
            api.tell("shop/young");
            Await.until("the new lines", () -> rig.lines("cart").size() == 1 && rig.lines("young").size() == 1);
            assertThat(rig.lines("cart")).containsExactly("new");
        }
    }
}
