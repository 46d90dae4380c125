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

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The characters that a chart is made of.
 *
 * @param levels of a cell that is occupied in part, the fullest last
 * @param missed a cell in which somebody was not noticed
 * @param locked a cell under a lock
 * @param mark a cell of the grid
 * @param from the first cell of a person's stay
 * @param along the cells after it
 * @param branch before a location that has a next sibling
 * @param last before the last of the siblings
 * @param pass where the line to a next sibling passes
 */
@NonNullByDefault
record Glyphs(String levels, char missed, char locked, char mark, char from, char along, String branch, String last,
        String pass) {

    static final Glyphs BLOCKS = new Glyphs("▁▂▃▄▅▆▇█", '×', '═', '·', '├', '─', "├ ", "└ ", "│ ");
    static final Glyphs ASCII = new Glyphs("...::##", 'x', '=', '\'', '[', '-', "|-", "`-", "| ");

    /** {@return the finest glyphs that a charset has} */
    static Glyphs of(Charset charset) {
        if (charset.canEncode()) {
            CharsetEncoder encoder = charset.newEncoder();
            if (encoder.canEncode(BLOCKS.levels + BLOCKS.missed + BLOCKS.locked + BLOCKS.mark + BLOCKS.from
                    + BLOCKS.along + BLOCKS.branch + BLOCKS.last + BLOCKS.pass)) {
                return BLOCKS;
            }
        }
        return ASCII;
    }

    /** {@return the cell for a location that was occupied for a share of its time; a space for none} */
    char level(double share) {
        return share <= 0 ? ' ' : levels.charAt((int) Math.min(levels.length() - 1.0, share * levels.length()));
    }
}
