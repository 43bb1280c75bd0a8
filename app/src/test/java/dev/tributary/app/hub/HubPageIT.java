package dev.tributary.app.hub;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.app.e2e.Stage;
import dev.tributary.app.page.HubPage;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of a hub, as files and in a real browser. */
class HubPageIT {
    private static final String BROWSER = "/usr/bin/chromium";
    private static final String HUB = """
                                      http: {listen: "127.0.0.1:0"}
                                      data_dir: data
                                      credentials: [{cluster: east, token: east-token-0123456789}]
                                      """;
    private static final Pattern PART = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"|from \"\\./([^\"]+)\"");

    @TempDir
    Path folder;

    @Test
    void everyPartIsThereAndNothingElseIsLoaded() throws Exception {
        try (RunningHub hub = RunningHub.start(folder, HUB)) {
            List<String> files = new ArrayList<>(HubPage.ADDRESSES);
            files.addAll(HubPage.PARTS);
            for (String file : files) {
                HttpResponse<String> answer = hub.get(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Security-Policy")).as(file).get().asString()
                        .startsWith("default-src 'none'; script-src 'self'");
                assertThat(answer.body()).as(file).doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
                for (Matcher part = PART.matcher(answer.body()); part.find();) {
                    assertThat(HubPage.PARTS)
                            .contains(part.group(1) == null ? "/page/" + part.group(2) : "/" + part.group(1));
                }
            }
        }
    }

    @Test
    void aBrowserShowsTheFleetAnExpressionAndAMistake() throws Exception {
        Stage.needs(BROWSER, "chromium");
        try (RunningHub hub = RunningHub.start(folder, HUB)) {
            long now = System.currentTimeMillis();
            Labels up = Labels.of("__name__", "up", "job", "<img src=x onerror=alert(1)>");
            assertThat(hub.write("east-token-0123456789", up, now, 1).statusCode()).isEqualTo(204);

            assertThat(page(hub, "/")).contains("data-shown=\"yes\"", "cluster=east", "1 of 1", "nothing fires")
                    .doesNotContain("role=\"alert\"");
            assertThat(page(hub, "/graph?g0.expr=up")).contains("<path", "1 series", "&lt;img src=x onerror")
                    .doesNotContain("<img", "role=\"alert\"");
            assertThat(page(hub, "/graph?g0.expr=" + URLEncoder.encode("sum(", StandardCharsets.UTF_8)))
                    .contains("role=\"alert\"", "unclosed left parenthesis");
        }
    }

    @Test
    void aBrowserIsAskedForATokenWhereReadersNeedOne() throws Exception {
        Stage.needs(BROWSER, "chromium");
        try (RunningHub hub = RunningHub.start(folder,
                HUB + "read_credentials: [{name: oncall, token: reader-token-0123456789}]\n")) {
            assertThat(page(hub, "/")).contains("role=\"alert\"", "type=\"password\"");
        }
    }

    /** What the page has become once its scripts have run. */
    private String page(RunningHub hub, String address) throws IOException, InterruptedException {
        Path out = folder.resolve("page.html");
        Process browser = new ProcessBuilder(BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu",
                "--user-data-dir=" + folder.resolve("browser"), "--virtual-time-budget=10000", "--dump-dom",
                hub.request(address).build().uri().toString()).redirectOutput(out.toFile())
                .redirectError(folder.resolve("browser.log").toFile()).start();
        try {
            assertThat(browser.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
        } finally {
            browser.destroyForcibly().waitFor();
        }
        return Files.readString(out);
    }
}
