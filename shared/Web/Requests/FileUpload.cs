using Bookseal.Books.Sources;
using Bookseal.Import.BooksDirectory;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Requests;

/// <summary>One file to import, in a form that a source's file may have.</summary>
/// <param name="Name">As the client calls it; faults begin with it.</param>
/// <param name="Numbers">What came as <c>bank_accounts.csv</c> beside it; without any, its header alone.</param>
internal sealed record FileUpload(SourceFormat Format, string Name, byte[] Content, byte[] Numbers)
{
    /// <summary>What came as the part <c>mapping</c>.</summary>
    public (string Name, byte[] Json)? Mapping { get; private init; }

    private const string EntriesType = "application/x-ndjson";
    private static readonly byte[] NoNumbers = [.. "number,account\n"u8];

    /// <summary>Whether the body is entries, one a line.</summary>
    public static bool IsEntries(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == EntriesType;

    /// <summary>
    /// <c>IMPORT_FORMAT_UNKNOWN</c>, <c>IMPORT_FILE_MISSING</c>, or as <see cref="BooksUpload"/>.
    /// </summary>
    public static async Task<Result<FileUpload>> ReadAsync(
        HttpRequest request,
        string? format,
        CancellationToken cancel
    )
    {
        var isEntries = IsEntries(request);
        if (
            !SourceFormats
                .Parse(string.IsNullOrEmpty(format) ? SourceFormat.JournalNdjson.Text() : format)
                .TryGet(out var form, out var fault)
        )
            return fault with { Code = "IMPORT_FORMAT_UNKNOWN" };
        if (isEntries && form != SourceFormat.JournalNdjson)
            return new Fault("CONTENT_TYPE_INVALID", $"{EntriesType} is {SourceFormat.JournalNdjson.Text()}");
        if (!isEntries)
            return await ReadFormAsync(request, form, cancel);
        return (await RequestBody.ReadBytesAsync(request, (int)Limits.SourceFileBytes, cancel)).Map(
            body => new FileUpload(form, BooksFiles.JournalNdjson, body, NoNumbers)
        );
    }

    private static async Task<Result<FileUpload>> ReadFormAsync(
        HttpRequest request,
        SourceFormat form,
        CancellationToken cancel
    )
    {
        var read = await BooksUpload.ReadAsync(request, isOfOneFile: true, cancel, form.TakesMapping());
        if (!read.TryGet(out var upload, out var fault))
            return fault;
        using (upload)
        {
            string[] beside = form.TakesMapping()
                ? [BooksFiles.BankAccounts, BooksUpload.Mapping]
                : [BooksFiles.BankAccounts];
            var file = upload.Files.FirstOrDefault(each => !beside.Contains(each.Key));
            if (file.Key is null)
                return new Fault("IMPORT_FILE_MISSING", "the form has no file to import");
            if (upload.Files.Values.Any(each => each.Length > Limits.SourceFileBytes))
                return new Fault("REQUEST_TOO_LARGE", $"a file here has at most {Limits.SourceFileBytes} bytes");
            var numbers = upload.Files.GetValueOrDefault(BooksFiles.BankAccounts)?.ReadAll() ?? NoNumbers;
            var mapping = form.TakesMapping() ? upload.Files.GetValueOrDefault(BooksUpload.Mapping) : null;
            if (mapping?.Length > Limits.CostMappingBytes)
                return new Fault("REQUEST_TOO_LARGE", $"a mapping has at most {Limits.CostMappingBytes} bytes");
            return new FileUpload(form, VisibleText.Of(file.Key), file.Value.ReadAll(), numbers)
            {
                Mapping = mapping is null ? null : (BooksUpload.Mapping, mapping.ReadAll()),
            };
        }
    }
}
