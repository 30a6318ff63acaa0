using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>January of the small company, whose controller is owner and finance lead and has an address.</summary>
internal static class NotifiedMonth
{
    public static EmailAddress Address { get; } = EmailAddress.Parse("imani@acme.example").Value;

    public static async Task ImportAsync(CloseServices services, string? name = null)
    {
        var books = SmallBooks.Read();
        var emails = new Dictionary<PersonId, EmailAddress> { [SmallBooks.Controller] = Address };
        books = books with
        {
            Profile = books.Profile with
            {
                Contacts = new(SmallBooks.Controller, SmallBooks.Controller, null, emails),
                Name = name ?? books.Profile.Name,
            },
        };
        Assert.True((await services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).IsOk);
    }

    public static async Task StartAsync(CloseServices services) =>
        Assert.True((await services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);

    /// <summary>Up to where it waits for the certifier.</summary>
    public static async Task PrepareAsync(CloseServices services)
    {
        await StartAsync(services);
        await StepAsync(services);
        var done = new CompleteTask(AdjustingDesk.Bookkeeper, 3);
        Assert.True((await services.Runs.ExecuteAsync(SmallBooks.January, done, default)).IsOk);
        await StepAsync(services);
        var run = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    public static async Task SealAsync(CloseServices services)
    {
        await StartAsync(services);
        var desk = new AdjustingDesk(services);
        var driven = await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default);
        Assert.NotNull(driven.Value.Proof);
    }

    public static async Task<PassReport> PassAsync(
        CloseServices services,
        NotificationChannels channels,
        CancellationToken cancel = default
    )
    {
        var pass = new NotificationPass(
            services.Workspace,
            services.Runs,
            services.Reader,
            services.StuckPayouts,
            () => 0.5
        );
        return (await pass.RunAsync(channels, new TemplateFolder([]), null, cancel)).Value;
    }

    private static async Task StepAsync(CloseServices services)
    {
        while ((await services.Host.StepAsync(SmallBooks.January, default)).Value) { }
    }
}
