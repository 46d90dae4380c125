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
package org.openhab.binding.occupancy.internal.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

@NonNullByDefault
class HtmlReportTest {

    private static final String HOSTILE = "</script><script>alert(1)</script><!--'\"&amp;]]>${x}{{title}}";

    @Test
    void isOneWellFormedPageWithAllLocations() throws Exception {
        Document page = parse(HtmlReport.render(Recordings.day()));
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("One day");
        assertThat(texts(page, "tbody", "th")).containsExactly("home", "kitchen", "den");
        assertThat(data(page).path("places")).extracting(location -> location.path("id").asText())
                .containsExactly("home", "kitchen", "den");
    }

    @Test
    void asksForNothingElse() throws Exception {
        String html = HtmlReport.render(Recordings.day());
        assertThat(html).contains("default-src 'none'");
        Document page = parse(html);
        for (String tag : List.of("link", "script", "img", "iframe")) {
            NodeList elements = page.getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                assertThat(element.getAttribute("src")).isEmpty();
                assertThat(element.getAttribute("href")).satisfiesAnyOf(href -> assertThat(href).isEmpty(),
                        href -> assertThat(href).startsWith("data:"));
            }
        }
        assertThat(page.getElementsByTagName("style").item(0).getTextContent()).doesNotContain("url(http", "@import");
    }

    @Test
    void saysWhenAndWhyAPlaceWasOccupied() throws Exception {
        JsonNode data = data(parse(HtmlReport.render(Recordings.day())));
        JsonNode kitchen = data.path("places").path(1);
        assertThat(kitchen.path("stays").toString()).isEqualTo("[28800,2400]");
        assertThat(data.path("texts").path(kitchen.path("causes").path(0).asInt()).asText())
                .isEqualTo("Kitchen_PIR (motion) reported somebody");
        assertThat(kitchen.path("sources").path(0).path("at").toString()).isEqualTo("[28800,1800]");
        JsonNode den = data.path("places").path(2);
        assertThat(den.path("people").path("Mike").toString()).isEqualTo("[72000,14400]");
        assertThat(den.path("locks").path(0).path("to").asInt()).isEqualTo(21600);
        assertThat(den.path("causes").path(1).asInt()).as("still occupied at the end").isEqualTo(-1);
    }

    @Test
    void hasTheTruthWhereItIsKnown() throws Exception {
        assertThat(data(parse(HtmlReport.render(Recordings.day()))).path("places").path(1).has("truth")).isFalse();
        JsonNode data = data(parse(HtmlReport.render(Recordings.day().withTruth(Recordings.truth()))));
        assertThat(data.path("places").path(1).path("truth").path("Mike").toString()).isEqualTo("[28800,1200]");
        assertThat(data.path("known").toString()).isEqualTo("[0,82800]");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        String quoted = new ObjectMapper().writeValueAsString(HOSTILE);
        String home = "locations: [{id: " + quoted + ", sources: [{item: " + quoted + ", type: person, occupant: "
                + quoted + "}]}]";
        Report report = Report
                .of(HOSTILE,
                        Recordings.replay(home, Duration.ofDays(1), ZoneOffset.UTC,
                                List.of(Recordings.change("10:00", HOSTILE, "ON"),
                                        Recordings.change("11:00", HOSTILE, "OFF"))))
                .withRemarks(List.of(HOSTILE))
                .withMoments(List.of(new Moment(Recordings.at("10:30"), HOSTILE, HOSTILE, HOSTILE)));
        String html = HtmlReport.render(report);
        assertThat(html).doesNotContain("<script>alert");
        Document page = parse(html);
        assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(HOSTILE);
        assertThat(texts(page, "tbody", "th")).containsExactly(HOSTILE);
        JsonNode location = data(page).path("places").path(0);
        assertThat(location.path("id").asText()).isEqualTo(HOSTILE);
        assertThat(location.path("people").fieldNames().next()).isEqualTo(HOSTILE);
    }

    @Test
    void controlCharactersDoNotBreakThePage() throws Exception {
        Report report = Report.of("a\u0000b\u001bc",
                Recordings.replay(Recordings.HOME, Duration.ofDays(1), ZoneOffset.UTC, List.of()));
        Document page = parse(HtmlReport.render(report));
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void aRecordingWithoutEventsIsAPageToo() throws Exception {
        Document page = parse(HtmlReport.render(Report.of("Nothing",
                Recordings.replay(Recordings.HOME, Duration.ofDays(1), ZoneOffset.UTC, List.of()))));
        assertThat(texts(page, "tbody", "th")).containsExactly("home", "kitchen", "den");
        assertThat(data(page).path("places").path(1).path("stays").isEmpty()).isTrue();
    }

    @Test
    void fifteenBusyDaysStaySmall() throws Exception {
        String html = HtmlReport.render(Recordings.days(15));
        assertThat(data(parse(html)).path("length").asLong()).isEqualTo(15 * 86_400);
        // 28,800 readings
        assertThat(html.length()).isLessThan(700_000);
    }

    @Test
    void tellsTheOffsetsOfTheHomesZone() throws Exception {
        Report report = Report.of("x",
                Recordings.replay(Recordings.HOME, Duration.ofDays(30), ZoneId.of("Europe/Berlin"), new ArrayList<>()));
        // summer time began on 29 March 2026 at 01:00 UTC, 17 days and an hour after the start
        assertThat(data(parse(HtmlReport.render(report))).path("offsets").toString())
                .isEqualTo("[0,3600," + (17 * 86_400 + 3600) + ",7200]");
    }

    @Test
    void replacesAFileWhole(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        HtmlReport.write(Recordings.day(), file);
        assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhereItCannotWrite(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("report.html");
        assertThatThrownBy(() -> HtmlReport.write(Recordings.day(), file)).isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString());
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static JsonNode data(Document page) throws IOException {
        NodeList scripts = page.getElementsByTagName("script");
        for (int i = 0; i < scripts.getLength(); i++) {
            Element script = (Element) scripts.item(i);
            if (script.getAttribute("id").equals("data")) {
                return new ObjectMapper().readTree(script.getTextContent());
            }
        }
        throw new AssertionError("no data");
    }

    private static List<String> texts(Document page, String outer, String tag) {
        NodeList found = ((Element) page.getElementsByTagName(outer).item(0)).getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
