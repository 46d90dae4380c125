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

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.microsoft.playwright.options.WaitForSelectorState;

/**
 * A headless Chromium, a home with a kitchen in a running openHAB whose language is English, and its main UI.
 */
@Tag("ui")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {

    static final String HOME = "occupancy:home:uitest";
    static final String KITCHEN = "occupancy:location:uitest:kitchen";
    /** A second room, for tests that add one. */
    static final String HALL = "occupancy:location:uitest:hall";
    /** A second home, likewise. */
    static final String ANNEX = "occupancy:home:uitestannex";
    private static final List<String> THINGS = List.of(HALL, KITCHEN, HOME, ANNEX);
    static final String SENSOR = "UiTest_Motion";
    /** What the tests call their items, and the add-on the group of a home that is called "UI test". */
    private static final Pattern ITEMS = Pattern.compile("^(UiTest|UI_test)");
    static final double PATIENCE_MILLIS = 60_000;

    final String url = System.getProperty("openhab.url", "").replaceAll("/+$", "");
    final OpenHab openHab = new OpenHab(url, System.getProperty("openhab.token", ""));
    /** What scripts in the browser failed with since it was opened. */
    final List<String> complaints = new ArrayList<>();
    Page page;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private boolean isHouseMade;

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
        if (isHouseMade) {
            removeHouse();
            isHouseMade = false;
        }
    }

    /** Takes away all that any test here makes, also what one left behind that was broken off. */
    private void removeHouse() {
        Set<String> made = itemsMade();
        for (String thing : THINGS) {
            openHab.delete("/links/" + thing);
            openHab.delete("/things/" + thing + "?force=true");
        }
        made.forEach(item -> openHab.delete("/items/" + item));
    }

    /** {@return the items of the tests, those that show the house, and what lies in the groups among them} */
    private Set<String> itemsMade() {
        Set<String> made = new TreeSet<>();
        openHab.get("/links").forEach(link -> {
            String channel = link.path("channelUID").asText();
            if (THINGS.stream().anyMatch(thing -> channel.startsWith(thing + ":"))) {
                made.add(link.path("itemName").asText());
            }
        });
        JsonNode items = openHab.get("/items?fields=name,groupNames");
        int before;
        do {
            before = made.size();
            items.forEach(item -> {
                String name = item.path("name").asText();
                boolean isInside = StreamSupport.stream(item.path("groupNames").spliterator(), false)
                        .anyMatch(group -> made.contains(group.asText()));
                if (isInside || ITEMS.matcher(name).find()) {
                    made.add(name);
                }
            });
        } while (made.size() > before);
        return made;
    }

    void open(int width, ColorScheme scheme) {
        complaints.clear();
        // The main UI of openHAB 4 asks for a service worker below the address it was opened at, where there is none.
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme)
                .setLocale("en-GB").setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
    }

    /** A home with a kitchen and a motion detector in it; nobody is there. */
    void house(String home, String kitchen) {
        assumeFalse(url.isBlank(), "-Dopenhab.url=... names no openHAB");
        removeHouse();
        isHouseMade = true;
        openHab.item(SENSOR, "Switch", "Motion", null);
        openHab.update(SENSOR, "OFF");
        openHab.thing(HOME, home, null, OpenHab.JSON.createObjectNode());
        openHab.thing(KITCHEN, kitchen, HOME, OpenHab.JSON.createObjectNode().put("timeout", 600));
        openHab.source(KITCHEN, "motion", "pir", OpenHab.JSON.createObjectNode().put("item", SENSOR));
        openHab.awaitStatus(KITCHEN, "ONLINE");
        // A home made again under the same id goes on with what was known of it.
        openHab.act(HOME, "vacate", OpenHab.JSON.createObjectNode());
    }

    /**
     * Signs in as the main UI does; from a page without scripts, as the UI may go to the form by itself at any moment.
     */
    void signIn() {
        page.navigate(url + "/rest/");
        Object form = page.evaluate("""
                async () => {
                  const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, '-')
                    .replace(/\\//g, '_').replace(/=+$/, '')
                  const verifier = text(crypto.getRandomValues(new Uint8Array(48)))
                  sessionStorage.setItem('openhab.ui:codeVerifier', verifier)
                  sessionStorage.setItem('openhab.ui:authState', 'test')
                  const challenge = text(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
                  const here = encodeURIComponent(window.location.origin)
                  return '/auth?response_type=code&client_id=' + here + '&redirect_uri=' + here +
                    '&scope=admin&code_challenge_method=S256&code_challenge=' + challenge + '&state=test'
                }
                """);
        page.navigate(url + form);
        page.locator("input[name=username]").fill(System.getProperty("openhab.user", "admin"));
        page.locator("input[name=password]").fill(System.getProperty("openhab.password", "admin"));
        page.locator("[type=submit]").first().click(new Locator.ClickOptions().setNoWaitAfter(true));
        page.waitForURL(Pattern.compile(Pattern.quote(url) + "/(?!auth).*"));
        page.waitForFunction("() => localStorage.getItem('openhab.ui:refreshToken') !== null");
        page.locator("a[href='/settings/']").first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }
}
