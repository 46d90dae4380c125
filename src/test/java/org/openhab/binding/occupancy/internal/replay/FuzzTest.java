/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.handler.FuzzedConsole;
import org.openhab.binding.occupancy.internal.replay.cli.CommandLineRunner;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.protocol.LineProtocol;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Whatever is written in a snapshot, a home file, a recording, a line of the protocol, a setting of a channel or on the
 * command line: a sentence comes back, nothing else.
 *
 * Good inputs are damaged a little: cut, doubled, spliced, with other numbers, quotes and control characters. The seed
 * is fixed; {@code -Dfuzz.inputs=N} says how many inputs there are, {@code -Dfuzz.seed=N} which.
 */
@NonNullByDefault
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 600);
    private static final long SEED = Long.getLong("fuzz.seed", 42);

    /** Longer inputs are made only by way of exception: their limits have tests of their own. */
    private static final int MOST_CHARACTERS = 20_000;
    /** An answer is a sentence, or as long as what was asked for. */
    private static final int LONGEST_COMPLAINT = 5_000;

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HOME = """
            {"headCount": 2, "locations": [
              {"id": "home", "kind": "VIRTUAL", "linger": "1m"},
              {"id": "kitchen", "parent": "home", "timeouts": {"motion": "10m", "tap": "PT2H"}, "vacancy": "DEPARTURE",
               "adjacent": ["hall"], "stayTimeout": "4h", "leaveTimeout": 60, "sources": [
                {"item": "PIR", "type": "motion", "pulseOnly": true, "confirm": "30s"},
                {"item": "Radar", "type": "presence", "timeout": "2m", "lostTimeout": 5, "activeStates": ["ON", "1"]},
                {"item": "Door", "type": "door", "boundary": true, "invert": false},
                {"item": "Power", "type": "level", "on": "50 W", "off": "20 W", "minDuration": "10s"},
                {"item": "Tag", "type": "person", "map": {"7": "Marla", "8": ""}},
                {"item": "Camera", "type": "count"}]},
              {"id": "hall", "parent": "home", "passage": true, "strategy": "FOLLOW_PARENT", "sources": [
                {"item": "Light", "type": "activity", "ignoreStates": "OFF"},
                {"item": "Phone", "type": "person", "occupant": "Mike", "map": "wifi=hall, away="}]}]}
            """;
    private static final String YAML = """
            headCount: 2
            locations:
              - id: home
              - id: kitchen
                parent: home
                timeouts: {motion: 10m}
                vacancy: DEPARTURE
                sources:
                  - {item: PIR, type: motion, pulseOnly: true}
                  - {item: Phone, type: person, occupant: Mike}
            """;
    private static final String EVENTS = """
            timestamp,item,state
            2026-01-01T10:00:00,PIR,ON
            2026-01-01T10:00:30.250+01:00,Radar,"ON"
            2026-01-01 10:05:00Z,Power,60 W
            2026-01-01T10:06:00,Phone,wifi
            """;
    private static final String HISTORY = """
            {"name":"PIR","datapoints":"2","data":[{"time":1767225600000,"state":"ON"},{"time":1767225630000,"state":"OFF"}]}
            """;
    private static final List<String> LINES = List.of(
            "{\"op\":\"event\",\"at\":\"2026-01-01T12:00:00Z\",\"location\":\"kitchen\",\"type\":\"MOMENTARY\",\"category\":"
                    + "\"motion\",\"source\":\"pir\",\"occupant\":\"Mike\",\"duration\":\"PT5M\",\"sustainOnly\":false}",
            "{\"op\":\"event\",\"at\":\"2026-01-01T12:00:01Z\",\"location\":\"kitchen\",\"type\":\"LOCK\",\"owner\":"
                    + "\"party\",\"mode\":\"FREEZE\",\"scope\":\"SUBTREE\",\"duration\":\"PT3H\"}",
            "{\"op\":\"item\",\"at\":\"2026-01-01T12:00:02\",\"item\":\"Power\",\"state\":\"60 W\"}",
            "{\"op\":\"advance\",\"at\":\"2026-01-01T13:00:00Z\"}", "{\"op\":\"state\",\"location\":\"kitchen\"}",
            "{\"op\":\"explain\",\"at\":\"2026-01-01T13:00:01Z\",\"location\":\"kitchen\"}", "{\"op\":\"export\"}",
            "{\"op\":\"configure\",\"at\":\"2026-01-01T13:00:02Z\",\"home\":{\"locations\":[{\"id\":\"kitchen\"}]}}",
            "{\"op\":\"restore\",\"at\":\"2026-01-01T13:00:03Z\",\"snapshot\":{\"version\":1,\"locations\":{}}}");
    private static final List<String> ARGUMENTS = List.of("replay", "score", "engine", "--home", "--events", "--out",
            "--report", "--truth", "--from", "--to", "2026-01-01", "2026-01-01T10:00:00", "--strict", "--help",
            "--version", "home.json", "e.csv", "nowhere", "--json", "", "-", "--", "@args");
    private static final List<String> STATES = List.of("ON", "OFF", "OPEN", "CLOSED", "NULL", "UNDEF", "60 W", "0",
            "120,100,50", "52.5,13.4", "2026-01-01T12:00:00Z", "wifi", "7", "1E+3", "-5", "PLAY");
    private static final List<String> VALUES = List.of("10m", "PT10M", "90", "1h30m", "true", "50 W", "-1", "",
            "ON,OFF", "7=kitchen, 8=", "99999999d", "P1Y", "1e99", "0.5 kW");
    /** What programs stumble over. */
    private static final List<String> CRUMBS = List.of("\"", "'", "\\", "{", "}", "[", "]", ":", ",", "=", "\n", "\r",
            "\t", "\0", "\u001b[2J", "\u202e", "\ud83d", "\u00e9", "null", "true", "NaN", "-0", "1e308", "1e999999999",
            "-1", "2147483648", "9223372036854775808", "0.1", "00", "9999-12-31T23:59:59.999Z",
            "+1000000000-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "PT-5M", "&a", "*a", "!!set", "<<:", "---", "- ",
            "? ", "|", "\uFEFF", "../", "%s", "${x}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    /** What people type in the console: the commands first. */
    private static final List<String> CONSOLE = List.of("tree", "show", "why", "events", "vacate", "lock", "unlock",
            "export", "health", "replay", "report", "tune", "items", "kitchen", "bath", "home",
            "occupancy:location:h:kitchen", "h", "all", "party", "FREEZE", "keep_vacant", "below", "2h", "10m", "00:30",
            "2026-03-02T08:00", "12h", "create", "remove", "more", "7", "influxdb", "");
    private static final int COMMANDS = 13;
    /** No user knows them. */
    private static final String NO_WORDS = "\\bat (java|org|com)\\.|java\\.[a-z]+\\.|fasterxml|[a-z]Exception\\b";

    @TempDir
    @SuppressWarnings("null") // set by JUnit
    Path folder;

    private Random random = new Random(SEED);
    private Home home = HomeFile.parse(HOME, "home.json");
    private LineProtocol protocol = new LineProtocol(home);
    private String snapshot = "{}";
    private int lines;
    private @Nullable FuzzedConsole console;
    private int typed;

    @Test
    void everyInputGetsASentenceAndNothingElse() throws IOException {
        snapshot = goodSnapshot();
        Files.writeString(folder.resolve("home.json"), HOME);
        Files.writeString(folder.resolve("e.csv"), EVENTS);
        Map<String, Integer> counts = new TreeMap<>();
        long slowest = 0;
        String slowestInput = "";
        for (int i = 0; i < INPUTS; i++) {
            // each input can be made again alone: -Dfuzz.seed is that of the first
            random = new Random(SEED + i);
            int kind = random.nextInt(100);
            String target = kind < 30 ? "protocol"
                    : kind < 55 ? "snapshot"
                            : kind < 75 ? "home"
                                    : kind < 95 ? "setting"
                                            : kind < 98 ? "recording" : kind < 99 ? "arguments" : "console";
            String input = "";
            long start = System.nanoTime();
            try {
                switch (target) {
                    case "protocol" -> protocol(input = damaged(LINES.get(random.nextInt(LINES.size()))));
                    case "snapshot" -> snapshot(input = damaged(snapshot));
                    case "home" -> home(input = damaged(random.nextBoolean() ? HOME : YAML));
                    case "setting" -> setting(input = damaged(VALUES.get(random.nextInt(VALUES.size()))));
                    case "recording" -> recording(input = damaged(random.nextInt(3) == 0 ? HISTORY : EVENTS));
                    case "arguments" -> input = arguments();
                    default -> input = console();
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("-Dfuzz.seed=" + (SEED + i) + " -Dfuzz.inputs=1, " + target + ": " + input, e);
            }
            long took = System.nanoTime() - start;
            if (took > slowest) {
                slowest = took;
                slowestInput = target + " of " + input.length() + " characters, seed " + (SEED + i);
            }
            counts.merge(target, 1, Integer::sum);
        }
        System.out.println("Fuzzed " + counts + "; slowest " + slowest / 1_000_000 + " ms: " + slowestInput);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(INPUTS);
    }

    // ------------------------------------------------------------------------------------------------------ targets

    private void protocol(String line) {
        String answer = protocol.answer(line);
        assertThat(answer).doesNotContain("\n").doesNotContain("internal-error");
        JsonNode json = parse(answer);
        assertThat(json).as("an answer is a JSON object").isNotNull();
        if (json != null && json.has("error")) {
            isSentence(json.at("/error/message").asText());
        }
        // a home that only grew would be another one after a million lines
        if (++lines % 500 == 0) {
            protocol = new LineProtocol(home);
        }
    }

    private void snapshot(String text) {
        JsonNode json = parse(text);
        if (json == null) {
            return;
        }
        OccupancyModel model = new OccupancyModel();
        if (random.nextBoolean()) {
            model.configureAll(home.locations(), home.sources(), T0);
        }
        RestoreResult restored = model.restoreState(json, T0.plusSeconds(random.nextInt(100_000)));
        assertThat(restored.problems()).allSatisfy(problem -> assertThat(problem.message())
                .as("nothing in it makes reading it fail").doesNotContain("cannot be used ("));
        model.configureAll(home.locations(), home.sources(), T0);
        for (int i = 0; i < 6; i++) {
            String item = home.sources().get(random.nextInt(home.sources().size())).item();
            model.item(item, ItemState.parse(STATES.get(random.nextInt(STATES.size()))),
                    T0.plusSeconds(200_000 + 9 * i));
        }
        model.advance(T0.plusSeconds(400_000));
        JsonNode exported = parse(model.exportState().toString());
        for (JsonNode location : exported == null ? List.<JsonNode> of() : exported.path("locations")) {
            for (String field : List.of("rhythm", "weights", "silences")) {
                JsonNode value = location.path("stay").path(field);
                for (JsonNode each : value.isValueNode() ? List.of(value) : value) {
                    // what is no number, or none that ends, is written as a text
                    assertThat(each.isNumber()).as(field).isTrue();
                }
            }
        }
    }

    private static void home(String text) {
        try {
            HomeFile.parse(text, "home.yaml");
        } catch (InputException e) {
            isSentence(String.valueOf(e.getMessage()));
        }
    }

    private void setting(String value) {
        SourceType type = SourceType.values()[random.nextInt(SourceType.values().length)];
        List<String> settings = List.copyOf(type.settings());
        String setting = random.nextInt(20) == 0 ? damaged("timeout") : settings.get(random.nextInt(settings.size()));
        try {
            if (random.nextInt(4) == 0) {
                Durations.parse(setting, value);
            }
            SourceConfig.builder("kitchen", "Item", type).on("5").occupant("Mike")
                    .set(setting, random.nextInt(4) == 0 ? List.of(value, value + "x") : value).build();
        } catch (RejectedException e) {
            isSentence(String.valueOf(e.getMessage()).replace(value, ""));
        }
        ItemState.parse(value);
    }

    private void recording(String text) throws IOException {
        Path file = folder.resolve(random.nextBoolean() ? "fuzz.csv" : "fuzz.json");
        // now and then in another encoding, whose letters are no letters of UTF-8
        Files.write(file, text.getBytes(random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        ReadProblems problems = random.nextBoolean() ? ReadProblems.strict()
                : ReadProblems.skipped(FuzzTest::isSentence);
        Instant last = Instant.EPOCH;
        try (Recording recording = Recording.open(file, ZoneOffset.UTC, problems)) {
            for (var change = recording.next(); change != null; change = recording.next()) {
                assertThat(change.at()).isAfterOrEqualTo(last);
                last = change.at();
            }
        } catch (InputException e) {
            isSentence(String.valueOf(e.getMessage()));
        }
        Files.delete(file);
    }

    private String arguments() {
        String[] words = new String[1 + random.nextInt(7)];
        for (int i = 0; i < words.length; i++) {
            String word = ARGUMENTS.get(i == 0 ? random.nextInt(2) : random.nextInt(ARGUMENTS.size()));
            words[i] = word.equals("home.json") || word.equals("e.csv") ? folder.resolve(word).toString()
                    : i > 0 && random.nextInt(5) == 0 ? damaged(word) : word;
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineRunner.run(new PrintWriter(out), new PrintWriter(err), words);
        String said = String.join(" ", words);
        assertThat(code).as(said).isBetween(0, 2);
        if (code != 0) {
            isSentence(err.toString());
        }
        return said;
    }

    private String console() {
        if (console == null || ++typed % 200 == 0) {
            console = new FuzzedConsole();
        }
        String[] words = new String[random.nextInt(5)];
        for (int i = 0; i < words.length; i++) {
            String word = CONSOLE.get(random.nextInt(i == 0 ? COMMANDS : CONSOLE.size()));
            words[i] = random.nextInt(4) == 0 ? damaged(word) : word;
        }
        String said = String.join(" ", words);
        boolean exports = words.length > 0 && "export".equals(words[0]);
        List<String> lines = new ArrayList<>(console.type(words));
        if (words.length == 2) {
            lines.addAll(console.act(words[0], words[1]));
        }
        assertThat(lines).as(said).isNotEmpty().allSatisfy(line -> {
            assertThat(line.codePoints()).allMatch(Printable::isVisible);
            if (!exports) {
                // one name of 5,000 letters would be seen
                assertThat(line).hasSizeLessThan(20_000 + said.length()).doesNotContain("c".repeat(Printable.MOST + 1))
                        .doesNotContainPattern(NO_WORDS);
            }
        });
        return said;
    }

    private static void isSentence(String text) {
        assertThat(text).isNotBlank().hasSizeLessThan(LONGEST_COMPLAINT).doesNotContain("\u001b", "\u0000")
                .doesNotContainPattern(NO_WORDS);
    }

    // ------------------------------------------------------------------------------------------------------ inputs

    private String goodSnapshot() {
        OccupancyModel model = new OccupancyModel();
        model.configureAll(home.locations(), home.sources(), T0);
        String[][] reports = { { "PIR", "ON" }, { "Radar", "ON" }, { "Door", "OPEN" }, { "Door", "CLOSED" },
                { "Power", "60 W" }, { "Tag", "7" }, { "Camera", "2" }, { "Phone", "wifi" }, { "PIR", "ON" } };
        for (int i = 0; i < reports.length; i++) {
            model.item(reports[i][0], ItemState.parse(reports[i][1]), T0.plusSeconds(i));
        }
        return model.exportState().toString();
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException | NumberFormatException e) {
            return null;
        }
    }

    private String damaged(String good) {
        StringBuilder text = new StringBuilder(good);
        for (int times = random.nextInt(4); times >= 0 && text.length() < MOST_CHARACTERS; times--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(9)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, CRUMBS.get(random.nextInt(CRUMBS.size())));
                case 3, 4 -> text.replace(at, end, CRUMBS.get(random.nextInt(CRUMBS.size())));
                case 5 -> replaceValue(text, at);
                case 6 -> {
                    int from = random.nextInt(text.length() + 1);
                    text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(80))));
                }
                case 7 -> text.insert(at, String.valueOf((char) random.nextInt(0x250)).repeat(1 + random.nextInt(40)));
                default -> text.setLength(random.nextInt(8) == 0 ? at : text.length());
            }
        }
        return text.toString();
    }

    /** Puts something else where a value of JSON stands, so that the rest can still be read. */
    private void replaceValue(StringBuilder text, int at) {
        int colon = text.indexOf(":", at);
        if (colon >= 0) {
            int end = colon + 1;
            while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String crumb = CRUMBS.get(random.nextInt(CRUMBS.size()));
            text.replace(colon + 1, end, random.nextBoolean() ? crumb : "\"" + crumb.replace("\"", "") + "\"");
        }
    }
}
