using System.Text;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal init DIR --from FILE</c>: proposes a mapping of a journal's columns and shows what it makes of the
/// first rows; a company that is there already keeps its settings. A bank's file gets a bank's mapping.
/// </summary>
internal static class InitFromFile
{
    /// <param name="format">Null: the file's header tells.</param>
    /// <param name="profileOf">What bookseal.json says of a company whose books start on a day.</param>
    public static async Task<int> RunAsync(
        Terminal terminal,
        string directory,
        string path,
        string? format,
        DateOnly? start,
        Result<Func<DateOnly, string>> profileOf,
        CancellationToken cancel
    )
    {
        var settings = Path.Combine(directory, BooksFiles.Profile);
        var mappingPath = Path.Combine(directory, LedgerMapping.FileName);
        var isNew = !File.Exists(settings);
        if (!(await PlainFile.ReadAsync(path, Limits.LedgerFileBytes, cancel)).TryGet(out var content, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (!LedgerProposal.Of(path, content).TryGet(out var proposal, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (format == BankFile.Csv || (format is null && InitFromBankFile.IsOne(path, content, proposal.Missing)))
            return await InitFromBankFile.RunAsync(terminal, directory, path, content, cancel);
        if (isNew && !profileOf.IsOk)
            return terminal.Fail(profileOf.Fault, ExitCode.Usage);
        if (Path.Exists(mappingPath))
            return terminal.Fail(
                new Fault("MAPPING_EXISTS", $"{mappingPath} is there already: edit it, or move it away")
            );
        var stated = isNew
            ? Encoding.UTF8.GetBytes(profileOf.Value(start ?? InitCommand.ThisYear))
            : await File.ReadAllBytesAsync(settings, cancel);
        if (!BooksReader.ReadProfile(stated).TryGet(out var profile, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var file = new TableLedgerFile(LedgerMapping.Form, path, content)
        {
            Mapping = (mappingPath, Encoding.UTF8.GetBytes(proposal.Json)),
        };
        var preview = LedgerPreview.Of(file, profile);
        Directory.CreateDirectory(directory);
        await WriteAsync(mappingPath, proposal.Json, cancel);
        if (isNew)
            await WriteAsync(settings, profileOf.Value(start ?? StartOf(preview)), cancel);
        MappingView.Write(terminal, new(directory, path, profile.Tenant, mappingPath), proposal, preview);
        return ExitCode.Success;
    }

    private static Task WriteAsync(string path, string text, CancellationToken cancel) =>
        File.WriteAllTextAsync(path, text, new UTF8Encoding(false), cancel);

    /// <summary>The year of the first entry begins the books, unless somebody says otherwise.</summary>
    private static DateOnly StartOf(LedgerPreview preview) =>
        preview.Entries.Count > 0 ? new(preview.Entries.Min(entry => entry.Date).Year, 1, 1) : InitCommand.ThisYear;
}
