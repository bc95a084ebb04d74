/**
 * A chart with everything that belongs to it: its finding as the title, the sentence that is being read out, the
 * table of the same data, and ways to take it along.
 */
import { type ReactNode, useRef, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, ToggleButton } from "react-aria-components";
import { tied } from "../format/tied.ts";
import { AppPopover } from "./app-popover.tsx";
import { csvText, DataTable, type TableData } from "./data-table.tsx";
import { saveCsv, savePng, saveSvg } from "./export.ts";
import { Icon } from "./icons.tsx";
import { usePalette } from "./use-palette.ts";
import { useWidth } from "./use-width.ts";

interface FigureProps {
  /** The finding, as a sentence. */
  readonly title: string;
  readonly controls?: ReactNode;
  readonly readout?: ReactNode;
  /** What has to be known to read the chart rightly. */
  readonly note?: ReactNode;
  readonly table: TableData;
  /** Name of exported files, without ending. */
  readonly fileName: string;
  readonly children: (width: number) => ReactNode;
}

export function Figure({ title, controls, readout, note, table, fileName, children }: FigureProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="figure">
      <header className="figure-head">
        <h2 className="figure-title">{tied(title)}</h2>
        <div className="figure-tools">
          {controls}
          <ToggleButton className="quiet-button" isSelected={asTable} onChange={setAsTable}>
            <Icon name="table" /> Table
          </ToggleButton>
          <ExportMenu
            title={title}
            table={table}
            fileName={fileName}
            chart={() => ref.current?.querySelector("svg") ?? null}
          />
        </div>
      </header>
      {readout !== undefined && <div className="readout">{readout}</div>}
      <div ref={ref} className="figure-chart" hidden={asTable}>
        {width > 0 && children(width)}
      </div>
      {asTable && <DataTable data={table} label={`${title}, as a table`} />}
      {note !== undefined && <figcaption className="figure-note">{note}</figcaption>}
    </figure>
  );
}

interface ExportMenuProps {
  readonly title: string;
  readonly table: TableData;
  readonly fileName: string;
  readonly chart: () => SVGSVGElement | null;
}

function ExportMenu({ title, table, fileName, chart }: ExportMenuProps) {
  const palette = usePalette();
  // The menu takes the place of the chart in the focus order; the picture is found when it is asked for.
  const latest = useRef(chart);
  latest.current = chart;
  const withChart = (use: (svg: SVGSVGElement) => void): void => {
    const svg = latest.current();
    if (svg !== null) use(svg);
  };
  return (
    <MenuTrigger>
      <Button className="quiet-button">
        <Icon name="share" /> Export
      </Button>
      <AppPopover placement="bottom end">
        <Menu className="menu" aria-label="Export the chart">
          <MenuItem
            className="menu-item"
            onAction={() => withChart((svg) => saveSvg(svg, title, palette, fileName))}
          >
            Picture as SVG
          </MenuItem>
          <MenuItem
            className="menu-item"
            onAction={() => withChart((svg) => void savePng(svg, title, palette, fileName))}
          >
            Picture as PNG
          </MenuItem>
          <MenuItem className="menu-item" onAction={() => saveCsv(csvText(table), fileName)}>
            Data as CSV
          </MenuItem>
        </Menu>
      </AppPopover>
    </MenuTrigger>
  );
}
