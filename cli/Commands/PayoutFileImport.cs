using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;
using Bookseal.Import;
using Bookseal.Import.Payouts;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal import DIR FILE --format stripe-payouts-csv | paypal-csv | payout-csv</c>.</summary>
internal static class PayoutFileImport
{
    public static Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        string format,
        bool isDryRun,
        CancellationToken cancel
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                if (LedgerOptions.PathOf(parse) is not { } path)
                    return terminal.Fail(
                        new Fault("FORMAT_INVALID", $"name the file: bookseal import DIR FILE --format {format}")
                    );
                var faults = new ImportFaults();
                var (file, sha256) = await PayoutFileOptions.ReadAsync(parse, format, path, faults, cancel);
                if (file is null)
                    return terminal.Fail(faults.Faults, ExitCode.BadInput);
                if (!Session.FindPerson(parse, master.Profile, Acts.Import.Role).TryGet(out var person, out var fault))
                    return terminal.Fail(fault);
                var actor = Actor.Of(person, isUnattended: false);
                var imported = await session.Services.PayoutImports.ImportAsync(file, sha256, actor, cancel, isDryRun);
                if (!imported.TryGet(out var added, out fault))
                    return terminal.Fail(fault);
                Say(terminal, file, added, isDryRun);
                return ExitCode.Success;
            },
            cancel
        );

    private static void Say(Terminal terminal, PayoutFile file, int added, bool isDryRun)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new PayoutImportOutcome(file, added, isDryRun).ToJson());
            return;
        }

        Console.Out.WriteLine(
            $"{file.Payouts.Count} payouts of {file.Provider}, {added} of them "
                + (isDryRun ? "would be new" : "new")
                + (file.Unpaid > 0 ? $"; {file.Unpaid} rows belong to no payout" : "")
        );
        foreach (var total in file.Totals)
            Console.Out.WriteLine(
                $"{total.Currency}: gross {Money.Display(total.GrossMinor, total.Currency)}, "
                    + $"fees {Money.Display(total.FeeMinor, total.Currency)}, "
                    + $"net {Money.Display(total.NetMinor, total.Currency)}"
                    + (total.ClosingMinor is { } closing ? $"; balance {Money.Display(closing, total.Currency)}" : "")
            );
    }
}
