using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Notifications.Texts;

namespace Bookseal.Closing.Scheduling;

/// <summary>Tells a company's people what there is to say. For a timer of a host that has many companies.</summary>
/// <param name="settings">Null: the operator set nothing up, and notices wait.</param>
public sealed class NoticeRound(Tenants tenants, NotificationSettings? settings, TimeProvider clock)
{
    public bool IsOn => settings is not null;

    /// <returns>
    /// What was given up now, and whatever kept the pass from its end, which is no matter of the other companies.
    /// </returns>
    public async Task<IReadOnlyList<Fault>> RunAsync(TenantId tenant, CancellationToken cancel)
    {
        if (settings is null)
            return [];
        try
        {
            var channels = NotificationChannels.Of(settings, clock);
            var pass = tenants.Open(tenant).Notifications;
            var templates = new TemplateFolder([], settings.TemplatesOf(tenant));
            var passed = await pass.RunAsync(channels, templates, settings.BaseUrl, cancel);
            if (!passed.TryGet(out var report, out _))
                return []; // its first import is not finished
            return report.Failed == 0
                ? report.Problems
                : [.. report.Problems, new("NOTICES_FAILED", $"{report.Failed} message(s) were given up")];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [CompanyFaults.Of(e)];
        }
    }
}
