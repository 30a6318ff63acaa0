using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Requests;

/// <summary>
/// The files of a books directory as a client sends them (<c>multipart/form-data</c>), or one file of another form, in
/// a temporary folder under names of our own: theirs only say which file it is.
/// </summary>
internal sealed class BooksUpload : IDisposable
{
    /// <summary>The part that says which column of the one file is what.</summary>
    public const string Mapping = "mapping";

    private readonly bool _isOfOneFile;
    private readonly bool _takesMapping;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookseal-import-");
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);

    private BooksUpload(bool isOfOneFile, bool takesMapping) =>
        (_isOfOneFile, _takesMapping) = (isOfOneFile, takesMapping);

    public IReadOnlyDictionary<string, SourceFile> Files => _files;

    /// <summary>
    /// <c>CONTENT_TYPE_INVALID</c>, <c>IMPORT_FILE_UNKNOWN</c> for a name that no books directory has, or one that
    /// comes twice, <c>REQUEST_TOO_LARGE</c>, <c>REQUEST_INVALID</c> where the form breaks off.
    /// </summary>
    /// <param name="isOfOneFile">One of any name, and <c>bank_accounts.csv</c> beside it.</param>
    /// <param name="takesMapping">Beside it also a part <c>mapping</c>, whatever its file is called.</param>
    public static async Task<Result<BooksUpload>> ReadAsync(
        HttpRequest request,
        bool isOfOneFile,
        CancellationToken cancel,
        bool takesMapping = false
    )
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary
        )
            return new Fault("CONTENT_TYPE_INVALID", "send the files as multipart/form-data");
        var upload = new BooksUpload(isOfOneFile, takesMapping);
        try
        {
            if (await upload.TakeAsync(new MultipartReader(boundary, request.Body), cancel) is { } fault)
            {
                upload.Dispose();
                return fault;
            }

            return upload;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            upload.Dispose();
            return new Fault(RequestBody.Invalid, "the form is not whole");
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Fault?> TakeAsync(MultipartReader form, CancellationToken cancel)
    {
        var left = Limits.RequestImportBytes;
        while (await form.ReadNextSectionAsync(cancel) is { } section)
        {
            var name = NameOf(section);
            if (name is null || !IsExpected(name) || _files.ContainsKey(name))
                return Unexpected(name ?? "");
            var path = Path.Combine(_folder.FullName, $"{_files.Count}");
            left -= await CopyAsync(section.Body, path, left, cancel);
            if (left < 0)
                return new("REQUEST_TOO_LARGE", $"an import here has at most {Limits.RequestImportBytes} bytes");
            _files.Add(name, SourceFile.At(path));
        }

        return null;
    }

    private bool IsExpected(string name) =>
        _isOfOneFile ? IsBeside(name) || _files.Keys.All(IsBeside) : BooksFiles.All.Contains(name);

    private bool IsBeside(string name) => name == BooksFiles.BankAccounts || (_takesMapping && name == Mapping);

    private Fault Unexpected(string name) =>
        new(
            "IMPORT_FILE_UNKNOWN",
            _isOfOneFile
                ? $"{new JsonString(name)} is one file too many: a form has one, and {BooksFiles.BankAccounts}"
                    + (_takesMapping ? $" and {Mapping} beside it" : "")
                : $"{new JsonString(name)} is no file of a books directory, or comes twice; they are "
                    + string.Join(", ", BooksFiles.All)
        );

    /// <summary>How many bytes came; one more than were left where it is too many.</summary>
    private static async Task<long> CopyAsync(Stream from, string path, long left, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        long count = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            count += read;
            if (count > left)
                return left + 1;
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return count;
    }

    private string? NameOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            return null;
        if (_takesMapping && HeaderUtilities.RemoveQuotes(disposition.Name).Value == Mapping)
            return Mapping;
        var file = HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        return file is { Length: > 0 } ? file : HeaderUtilities.RemoveQuotes(disposition.Name).Value;
    }
}
