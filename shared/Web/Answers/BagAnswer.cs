using Bookseal.Closing.Proving;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Answers;

/// <summary>Sealed bags as downloads: one file, of which parts can be asked for, or all of them as a zip.</summary>
internal static class BagAnswer
{
    public static async Task<IResult> FileAsync(BagShelf shelf, SealedBag bag, string path, CancellationToken cancel)
    {
        if (!(await shelf.OpenAsync(bag, path, cancel)).TryGet(out var file, out var fault))
            return Answer.Problem(fault);
        return Results.Stream(
            file.Content,
            TypeOf(file.Path),
            file.Path[(file.Path.LastIndexOf('/') + 1)..], // attachment: nothing of it is shown in a browser's page
            lastModified: null,
            EntityTag.Of(file.Sha256),
            enableRangeProcessing: true
        );
    }

    /// <param name="name">Of the file to be saved, without its ending.</param>
    public static async Task<IResult> ZipAsync(
        ProofZipper zipper,
        SealedBag bag,
        string name,
        CancellationToken cancel
    ) =>
        await zipper.CheckAsync(bag.Location, cancel) is { } damage
            ? Answer.Problem(damage)
            : new ZipAnswer(zipper, bag, name);

    private static string TypeOf(string path) =>
        Path.GetExtension(path) switch
        {
            ".json" => "application/json",
            ".ndjson" => "application/x-ndjson",
            ".csv" => "text/csv; charset=utf-8",
            ".txt" => "text/plain; charset=utf-8",
            ".pdf" => "application/pdf",
            _ => "application/octet-stream",
        };

    private sealed class ZipAnswer(ProofZipper zipper, SealedBag bag, string name) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            // The same bag is the same zip, and its manifest names all that is in it but the signatures.
            if (EntityTag.Settle(context, EntityTag.Of(bag.Manifest)))
                return;
            var headers = context.Response.Headers;
            headers.ContentType = "application/zip";
            headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
            {
                FileName = $"{name}.zip",
            }.ToString();
            var written = await zipper.WriteAsync(bag.Location, context.Response.Body, context.RequestAborted);
            if (!written.IsOk)
                throw new IOException(written.Fault.ToString());
        }
    }
}
