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
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.replay.demo.Demo;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

/**
 * What people see of the add-on, in headless Chromium: the page in the main UI and the forms of things, of an openHAB
 * whose language is English; and the report, which needs none.
 */
@Tag("ui")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The page, the forms and the report in a browser")
class UiIT {

    private static final String HOME = "occupancy:home:uitest";
    private static final String KITCHEN = "occupancy:location:uitest:kitchen";
    private static final String SENSOR = "UiTest_Motion";
    /** What must be shown as it is. */
    private static final String LABEL = "Kitchen \"am Gang\" <b>🍳</b>";
    private static final double PATIENCE_MILLIS = 120_000;

    private final String url = System.getProperty("openhab.url", "").replaceAll("/+$", "");
    private final OpenHab openHab = new OpenHab(url, System.getProperty("openhab.token", ""));
    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private Set<String> itemsBefore = Set.of();

    @TempDir
    Path folder;

    @BeforeAll
    void launch() {
        String chromium = System.getProperty("ui.chromium", "");
        assumeFalse(chromium.isBlank(), "-Dui.chromium=... names no browser");
        playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(Path.of(chromium))
                .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterAll
    void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        if (!itemsBefore.isEmpty()) {
            openHab.delete("/things/" + KITCHEN + "?force=true");
            openHab.delete("/things/" + HOME + "?force=true");
            Set<String> made = items();
            made.removeAll(itemsBefore);
            made.forEach(item -> openHab.delete("/items/" + item));
        }
    }

    private void open(int width, ColorScheme scheme) {
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme).setLocale("en-GB"));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
    }

    private Set<String> items() {
        Set<String> names = new TreeSet<>();
        openHab.get("/items?fields=name").forEach((JsonNode item) -> names.add(item.path("name").asText()));
        return names;
    }

    /** A home with a kitchen and a motion detector in it. */
    private void house() {
        assumeFalse(url.isBlank(), "-Dopenhab.url=... names no openHAB");
        itemsBefore = new TreeSet<>(items());
        itemsBefore.add("");
        openHab.item(SENSOR, "Switch", "Motion", null);
        openHab.update(SENSOR, "OFF");
        openHab.thing(HOME, "UI test", null, OpenHab.JSON.createObjectNode());
        openHab.thing(KITCHEN, LABEL, HOME, OpenHab.JSON.createObjectNode().put("timeout", 600));
        openHab.source(KITCHEN, "motion", "pir", OpenHab.JSON.createObjectNode().put("item", SENSOR));
        openHab.awaitStatus(KITCHEN, "ONLINE");
    }

    /** Signs in as the main UI does. */
    private void signIn() {
        page.navigate(url + "/");
        page.waitForTimeout(1500);
        page.evaluate("""
                async () => {
                  const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, '-')
                    .replace(/\\//g, '_').replace(/=+$/, '')
                  const verifier = text(crypto.getRandomValues(new Uint8Array(48)))
                  sessionStorage.setItem('openhab.ui:codeVerifier', verifier)
                  sessionStorage.setItem('openhab.ui:authState', 'test')
                  const challenge = text(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
                  const here = encodeURIComponent(window.location.origin)
                  window.location = '/auth?response_type=code&client_id=' + here + '&redirect_uri=' + here +
                    '&scope=admin&code_challenge_method=S256&code_challenge=' + challenge + '&state=test'
                }
                """);
        page.locator("input[name=username]").fill(System.getProperty("openhab.user", "admin"));
        page.locator("input[name=password]").fill(System.getProperty("openhab.password", "admin"));
        page.locator("[type=submit]").first().click(new Locator.ClickOptions().setNoWaitAfter(true));
        page.waitForURL(Pattern.compile(Pattern.quote(url) + "/(?!auth).*"));
        page.waitForTimeout(2500);
    }

    private Locator card(String label) {
        return page.locator("section.occ-card").filter(new Locator.FilterOptions()
                .setHas(page.locator(".occ-name", new Page.LocatorOptions().setHasText(label))));
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
        house();
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
        nothingIsWiderThanTheScreen();
        assertThat(complaints).isEmpty();
    }

    @Test
    void thePageFitsAPhoneInTheDark() {
        house();
        open(400, ColorScheme.DARK);
        signIn();
        page.navigate(url + "/page/occupancy");
        assertThat(card(LABEL)).isVisible();
        nothingIsWiderThanTheScreen();
    }

    // --------------------------------------------------------------------------------------------------- the forms

    @Test
    void formsShowWhatAppliesAndWhatIsNeeded() {
        house();
        open(1280, ColorScheme.LIGHT);
        signIn();
        page.navigate(url + "/settings/things/" + HOME);
        assertThat(page.getByText("Head Count").first()).isVisible();
        assertThat(page.getByText("Adjacent Locations")).hasCount(0);
        assertThat(page.getByText("People only pass through")).hasCount(0);

        page.navigate(url + "/settings/things/" + KITCHEN);
        assertThat(page.getByText("Adjacent Locations").first()).isVisible();
        assertThat(page.getByText("People only pass through").first()).isVisible();
        assertThat(page.getByText("Head Count")).hasCount(0);
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
