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
package org.openhab.binding.occupancy.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.replay.demo.Demo;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;

/**
 * What people see of the add-on, in headless Chromium: the page in the main UI and the forms of things, of an openHAB
 * whose language is English; and the report, which needs none.
 */
@DisplayName("The page, the forms and the report in a browser")
class UiIT extends InBrowser {

    /** What must be shown as it is. */
    private static final String LABEL = "Kitchen \"am Gang\" <b>🍳</b> מטבח";

    @TempDir
    Path folder;

    private Locator card(String label) {
        return page.locator("section.occ-card").filter(new Locator.FilterOptions()
                .setHas(page.locator(".occ-name", new Page.LocatorOptions().setHasText(label))));
    }

    private static double height(Locator locator) {
        return locator.boundingBox().height;
    }

    private void nothingIsWiderThanTheScreen() {
        Object beyond = page.evaluate(
                """
                        () => [...document.querySelectorAll('.occ-page *')].filter(each => each.getClientRects().length > 0
                          && each.getBoundingClientRect().right > window.innerWidth + 1).map(each => each.outerHTML.slice(0, 80))
                        """);
        assertThat((List<?>) beyond).isEmpty();
    }

    // ---------------------------------------------------------------------------------------------------- the page

    @Test
    void thePageMakesItemsShowsWhoIsThereAndTakesAWord() {
        house("UI test", LABEL);
        openHab.thing(HALL, "Hall", HOME, OpenHab.JSON.createObjectNode());
        openHab.awaitStatus(HALL, "ONLINE");
        // stands before the other on the page, and gets no items
        openHab.thing(ANNEX, "Annex", null, OpenHab.JSON.createObjectNode());
        openHab.awaitStatus(ANNEX, "ONLINE");
        open(1280, ColorScheme.LIGHT);
        signIn();
        page.navigate(url + "/page/occupancy");
        Locator kitchen = card(LABEL);
        assertThat(kitchen.locator(".occ-name").first()).hasText(LABEL);
        assertThat(kitchen.locator(".occ-name b")).hasCount(0);

        card("UI test").getByText("Create items, here and inside").click();
        Locator chip = kitchen.locator(".occ-chip").first();
        assertThat(chip).hasAttribute("data-state", "OFF");
        assertThat(chip).containsText("Vacant");
        openHab.update(SENSOR, "ON");
        assertThat(chip).hasAttribute("data-state", "ON");
        assertThat(chip).containsText("Occupied");
        assertThat(kitchen.locator(".occ-why")).containsText("pir reports somebody");

        kitchen.getByText("Nobody is here").click();
        assertThat(chip).hasAttribute("data-state", "OFF");
        Locator lock = kitchen.locator("details.occ-lock");
        lock.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(lock).hasAttribute("open", "");
        assertThat(height(card("Hall"))).as("height of the card beside an open menu").isLessThan(height(kitchen) / 2);
        nothingIsWiderThanTheScreen();
        assertThat(openHab.get("/items").findValuesAsText("label")).as("items that were made")
                .anyMatch(label -> label.contains(LABEL));
        assertThat(complaints).isEmpty();
    }

    @Test
    void theInboxShowsALabelAsItIs() {
        house("UI test", "Kitchen");
        openHab.item("UiTest_Villa", "Group", "Villa", null, "House");
        openHab.item("UiTest_Room", "Group", LABEL, "UiTest_Villa", "Kitchen");
        openHab.item("UiTest_Room_Motion", "Switch", "Motion", "UiTest_Room", "Status", "Presence");
        Awaitility.await("the proposal").atMost(Duration.ofSeconds(90)).until(() -> openHab.get("/inbox")
                .findValuesAsText("label").stream().anyMatch(label -> label.contains(LABEL)));
        open(1280, ColorScheme.LIGHT);
        signIn();
        page.navigate(url + "/settings/things/inbox");
        Locator proposal = page.locator(".item-title").filter(new Locator.FilterOptions().setHasText("am Gang"));
        assertThat(proposal.first()).containsText(LABEL);
        assertThat(proposal.locator("b")).hasCount(0);
    }

    @Test
    void thePageFitsAPhoneInTheDark() {
        house("UI test", LABEL);
        open(400, ColorScheme.DARK);
        signIn();
        page.navigate(url + "/page/occupancy");
        assertThat(card(LABEL)).isVisible();
        nothingIsWiderThanTheScreen();
    }

    // --------------------------------------------------------------------------------------------------- the marker

    @Test
    void aWidgetOfALocationShowsItOnAnyPageAndLeadsToTheOneOfAll() {
        house("UI test", LABEL);
        openHab.item("UiTest_Occupied", "Switch", "Occupied", null);
        openHab.link("UiTest_Occupied", KITCHEN + ":occupancy");
        ObjectNode plan = OpenHab.JSON.createObjectNode().put("uid", "uitest").put("component", "oh-layout-page");
        plan.putObject("config").put("label", "Plan");
        ObjectNode part = plan;
        for (String inside : List.of("oh-block", "oh-grid-row", "oh-grid-col", "widget:occupancy_uitest_kitchen")) {
            part = part.putObject("slots").putArray("default").addObject().put("component", inside);
            part.putObject("config");
        }
        openHab.send("POST", "/ui/components/ui:page", plan);
        try {
            Awaitility.await("the widget").atMost(Duration.ofSeconds(30))
                    .until(() -> openHab.status("/ui/components/ui:widget/occupancy_uitest_kitchen") == 200);
            open(1280, ColorScheme.LIGHT);
            signIn();
            page.navigate(url + "/page/uitest");
            Locator marker = page.locator("a.occ-marker");
            assertThat(marker.locator(".occ-name")).hasText(LABEL);
            assertThat(marker).containsText("Vacant");
            openHab.update(SENSOR, "ON");
            assertThat(marker).hasAttribute("data-state", "ON");
            assertThat(marker).containsText("Occupied");
            marker.focus();
            page.keyboard().press("Enter");
            assertThat(card(LABEL)).isVisible();
        } finally {
            openHab.delete("/ui/components/ui:page/uitest");
        }
    }

    // --------------------------------------------------------------------------------------------------- the forms

    /** A label as a whole: descriptions tell of other settings. */
    private Locator setting(String label) {
        return page.getByText(label, new Page.GetByTextOptions().setExact(true));
    }

    @Test
    void formsShowWhatAppliesAndWhatIsNeeded() {
        house("UI test", LABEL);
        open(1280, ColorScheme.LIGHT);
        signIn();
        page.navigate(url + "/settings/things/" + HOME);
        assertThat(setting("Head Count").first()).isVisible();
        assertThat(setting("Adjacent Locations")).hasCount(0);
        assertThat(page.getByText("People only pass through")).hasCount(0);

        page.navigate(url + "/settings/things/" + KITCHEN);
        assertThat(setting("Adjacent Locations").first()).isVisible();
        assertThat(page.getByText("People only pass through").first()).isVisible();
        assertThat(setting("Head Count")).hasCount(0);
    }

    // -------------------------------------------------------------------------------------------------- the report

    @Test
    void theReportWorksByPointerAndKeyAndFitsAPhone() {
        Path file = folder.resolve("report.html");
        HtmlReport.write(Demo.run(Demo.DEFAULT_SEED).report(), file);
        open(1280, ColorScheme.LIGHT);
        page.navigate(file.toUri().toString());
        Locator rows = page.locator("#chart [role=img]");
        assertThat(rows.first()).isVisible();
        assertThat(rows.count()).isGreaterThan(5);
        theReportCanBeUsed();
    }

    /** No script can ask the console for it: it is there if {@code openhab:occupancy report} was called before. */
    @Test
    void theReportOfTheConsoleWorksFromOpenHab() {
        assumeFalse(url.isBlank(), "-Dopenhab.url=... names no openHAB");
        open(1280, ColorScheme.LIGHT);
        Response answer = page.navigate(url + "/static/occupancy-report.html");
        assumeTrue(answer.ok(), "openhab:occupancy report has made no page");
        assertThat(page.locator("#chart [role=img]").first()).isVisible();
        theReportCanBeUsed();
    }

    private void theReportCanBeUsed() {
        Locator rows = page.locator("#chart [role=img]");
        assertThat(page.locator("#card")).isHidden();
        rows.first().focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#card")).isVisible();
        assertThat(page.locator("#card")).containsText(Pattern.compile("\\d\\d:\\d\\d"));

        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
        assertThat(complaints).isEmpty();
    }
}
