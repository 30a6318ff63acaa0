using System.Text;
using Bookseal.Books.Values;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal init DIR --from FILE</c> of a bank's table: proposes a mapping for books that are there, and shows the
/// first transactions.
/// </summary>
internal static class InitFromBankFile
{
    /// <summary>Whether no column is an account of the ledger, and all that a bank says is there.</summary>
    public static bool IsOne(string path, byte[] content, IReadOnlyList<string> missingOfJournal) =>
        missingOfJournal.Contains("account")
        && BankProposal.Of(path, content, default).TryGet(out var proposal, out _)
        && proposal.Missing.Count == 0;

    public static async Task<int> RunAsync(
        Terminal terminal,
        string directory,
        string path,
        byte[] content,
        CancellationToken cancel
    )
    {
        var settings = Path.Combine(directory, BooksFiles.Profile);
        var mappingPath = Path.Combine(directory, BankMapping.FileName);
        if (!File.Exists(settings))
            return terminal.Fail(
                new Fault(
                    "FILE_MISSING",
                    $"{settings} does not exist, and {path} is a bank's: make the books first, bookseal init "
                        + $"{directory} --tenant T --currency C. A journal is read with --format ledger-csv"
                ),
                ExitCode.BadInput
            );
        if (Path.Exists(mappingPath))
            return terminal.Fail(
                new Fault("MAPPING_EXISTS", $"{mappingPath} is there already: edit it, or move it away")
            );
        var stated = await File.ReadAllBytesAsync(settings, cancel);
        if (!BooksReader.ReadProfile(stated).TryGet(out var profile, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (!BankProposal.Of(path, content, profile.BaseCurrency).TryGet(out var proposal, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var json = Encoding.UTF8.GetBytes(proposal.Json);
        var preview = BankPreview.Of(path, content, new(mappingPath, json, BankMappingFile.Nothing), profile);
        await File.WriteAllBytesAsync(mappingPath, json, cancel);
        BankMappingView.Write(terminal, new(directory, path, profile.Tenant, mappingPath), proposal, preview);
        return ExitCode.Success;
    }
}
