/** What a newcomer is shown, in the order of a first look. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What it is about: the first of these that is on screen is framed. */
  readonly about: readonly string[];
  /** Room in which it is. */
  readonly room?: string;
}

/** @param keys that open the palette, as they are written here */
export function tourSteps(keys: string): readonly TourStep[] {
  return [
    {
      title: "What you assume stands on the left",
      text: "Click a value and type as you would write it: 120k, $2.50, 5%, or 200 to 500 where you only know a range. Each says where it comes from: measured, vendor, contract or guess.",
      about: [".essentials", ".assumptions"],
    },
    {
      title: "What follows stands on the right",
      text: "It answers at once, rough at first and honestly wide, and tightens while you look. There is no Run button.",
      about: [".overview-head", ".follows"],
      room: "overview",
    },
    {
      title: "A promise is kept in some worlds, not in others",
      text: "What nobody knows is drawn anew for every world. A card shows the estimate, its interval, and the share of worlds that keep the promise. Its title leads to the cause.",
      about: [".cards", ".follows"],
      room: "overview",
    },
    {
      title: "The rooms say why",
      text: "How slow the slowest tasks are, where the money goes, which design is better, how much more it can carry, and whether you are ready. Every picture can be read with the arrow keys, as a table, and taken along.",
      about: [".room-tabs"],
    },
    {
      title: `${keys} finds everything`,
      text: "Commands, rooms, designs, every assumption by its name, and more examples. New asks four numbers about a pilot of your own and answers at once.",
      about: [".app-actions"],
    },
  ];
}
