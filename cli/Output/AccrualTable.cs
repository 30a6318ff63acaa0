using Bookseal.Books.Accruals;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>Accruals that recur and are missing, with how they were booked before.</summary>
internal static class AccrualTable
{
    public static JsonObject ToJson(PeriodCode period, IEnumerable<AccrualProposal> proposals) =>
        JsonObject.Of(
            ("period", period.ToString()),
            ("proposals", new JsonArray(proposals.Select(proposal => proposal.ToJson())))
        );

    public static void Write(IAnsiConsole console, PeriodCode period, IReadOnlyList<AccrualProposal> proposals)
    {
        if (proposals.Count == 0)
        {
            console.WriteLine($"No recurring accrual is missing in {period}.");
            return;
        }

        console.WriteLine($"Booked in the months before, and missing in {period}:");
        foreach (var proposal in proposals)
        {
            console.WriteLine($"  {proposal.Last.Description}");
            foreach (var line in proposal.Last.Lines)
                console.WriteLine($"    {line.Account} {Money.Display(line.NetMinor, line.Currency)} {line.Currency}");
            var before = proposal.Booked.Select(booked =>
                $"{booked.Period} {booked.Entry.Id} {EntryAmounts.Text(booked.Entry)}"
            );
            console.WriteLine($"    before: {string.Join("; ", before)}");
        }
    }
}
