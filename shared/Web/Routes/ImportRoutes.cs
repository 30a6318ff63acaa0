using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Costs;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>POST /api/imports</c>: a books directory, its files as a form; or one file of another form, as a source's. What
/// is there already is skipped, as by <c>bookseal import</c>; entries that went from the source are told and left
/// alone.
/// </summary>
internal static class ImportRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/imports", ImportAsync)
            .Takes(Limits.RequestImportBytes)
            .NeedsAllPeriods(Acts.Import)
            .OfOwnCompany()
            .Describe(
                "Import the files of a books directory, sent as multipart/form-data; with format= one file of that "
                    + "form, and its mapping beside it; or entries as application/x-ndjson",
                codes: ["CONTENT_TYPE_INVALID", "REQUEST_TOO_LARGE", "IMPORT_FILE_UNKNOWN", "IMPORT_FORMAT_UNKNOWN"]
            );

    private static async Task<IResult> ImportAsync(
        Principal who,
        HttpRequest request,
        string? dry_run,
        string? format,
        string? lifecycle,
        string? dates,
        CancellationToken cancel
    )
    {
        if (dry_run is not (null or "" or "true" or "false"))
            return Answer.Problem(new("QUERY_INVALID", "dry_run is true or false"));
        var options = ImportOptions.Default with { IsDryRun = dry_run == "true" };
        if (!SettingsOf(format, lifecycle, dates).TryGet(out var settings, out var said))
            return Answer.Problem(said);
        if (FileUpload.IsEntries(request) || !string.IsNullOrEmpty(format))
            return await ImportFileAsync(who, request, format, settings, options, cancel);
        if (!(await BooksUpload.ReadAsync(request, isOfOneFile: false, cancel)).TryGet(out var upload, out var fault))
            return Answer.Problem(fault);
        using (upload)
        {
            if (!upload.Files.ContainsKey(BooksFiles.Profile))
                return Answer.Problem(new("IMPORT_FILE_MISSING", $"{BooksFiles.Profile} says whose books they are"));
            if (!BooksReader.ReadSettings(upload.Files).TryGet(out var profile, out fault))
                return Answer.Problem(fault, StatusCodes.Status422UnprocessableEntity);
            if (!who.IsOf(profile.Tenant.ToString()))
                return Answer.Problem(new("TENANT_NOT_FOUND", "tenant is not the company of this token"));
            var (faults, today) = (new ImportFaults(), who.Workspace.Today(profile));
            if (BooksReader.Read(upload.Files, who.Actor.Id, today, faults) is not { } books)
                return Answer.Problems(faults.Faults);
            var actor = who.Actor with { IsUnattended = true };
            // Whoever hangs up does not leave an import half done that nobody goes on with.
            var imported = await who.Services.Importer.ImportAsync(books, actor, options, null, CancellationToken.None);
            return Answer.Of(imported, outcome => outcome.ToJson());
        }
    }

    /// <summary>What the query says of costs and of PayPal's reports; <c>QUERY_INVALID</c>.</summary>
    private static Result<FormSettings> SettingsOf(string? format, string? lifecycle, string? dates)
    {
        var settings = FormSettings.None;
        if (lifecycle is { Length: > 0 } && !Takes(format, known => known.IsOfCosts()))
            return new Fault("QUERY_INVALID", "a lifecycle is of format focus-csv or cost-csv");
        if (dates is { Length: > 0 } && !Takes(format, known => known.TakesDates()))
            return new Fault("QUERY_INVALID", "dates are of format focus-csv, cost-csv or paypal-csv");
        if (lifecycle is { Length: > 0 })
        {
            if (!CostLifecycles.Parse(lifecycle).TryGet(out var said, out var fault))
                return fault with { Code = "QUERY_INVALID" };
            settings = settings with { Lifecycle = said };
        }

        if (string.IsNullOrEmpty(dates))
            return settings;
        return dates is "mdy" or "dmy"
            ? settings with
            {
                Dates = CostDates.ParseOrder(dates).Value,
            }
            : new Fault("QUERY_INVALID", "dates is mdy or dmy");
    }

    /// <summary>What is no format at all is refused by its name, later.</summary>
    private static bool Takes(string? format, Func<SourceFormat, bool> takes) =>
        SourceFormats.Parse(format ?? "").TryGet(out var known, out _) ? takes(known) : !string.IsNullOrEmpty(format);

    private static async Task<IResult> ImportFileAsync(
        Principal who,
        HttpRequest request,
        string? format,
        FormSettings said,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        if (!(await FileUpload.ReadAsync(request, format, cancel)).TryGet(out var upload, out var fault))
            return Answer.Problem(fault);
        var faults = new ImportFaults();
        var numbers = BankAccountNumbers.Read(upload.Numbers, faults);
        var settings = said with { Numbers = numbers, Mapping = upload.Mapping };
        if (!faults.IsEmpty)
            return Answer.Problems(faults.Faults);
        var outcome = await who.Services.FileImports.ImportAsync(
            new(upload.Name, upload.Content, upload.Format, settings),
            who.Actor with
            {
                IsUnattended = true,
            },
            options,
            faults,
            CancellationToken.None
        );
        if (outcome is not null)
            return Answer.Json(outcome.ToJson());
        // What is wrong with the file has a place in it; what the books refuse has a status of its own.
        return faults.Faults is [{ Where: null } refusal] ? Answer.Problem(refusal) : Answer.Problems(faults.Faults);
    }
}
