namespace Bookseal.Web.Routes;

/// <summary>Requests and answers of <see cref="GlRoutes"/> as the OpenAPI document shows them.</summary>
internal static class GlExamples
{
    public const string Period = """
        {"period_id":"550e8400-e29b-41d4-a716-446655440000","period_start":"2026-01-01","period_end":"2026-01-31",
         "status":"OPEN"}
        """;

    public const string Periods = $$"""{"periods":[{{Period}}]}""";

    public const string Create = """
        {"tenant_id":"acme","period_start":"2026-01-01","period_end":"2026-01-31"}
        """;

    public const string Status = $$"""
        {"period_id":"2026-01","tenant_id":"acme","period_start":"2026-01-01","period_end":"2026-01-31",
         "close_status":{{CloseStatus}},"timestamp":"2026-02-03T09:00:00.000Z"}
        """;

    public const string Validate = """{"tenant_id":"acme"}""";

    public const string Validated = """
        {"period_id":"2026-01","tenant_id":"acme","can_close":false,"validation_report":{"issues":[
         {"severity":"ERROR","code":"UNBALANCED_ENTRIES",
          "message":"Period has 3 unbalanced journal entries - debits do not equal credits",
          "metadata":{"unbalanced_count":3}}]},"validated_at":"2026-02-03T09:00:00.000Z"}
        """;

    public const string Close = """
        {"tenant_id":"acme","closed_by":"imani","close_reason":"Month-end close for January"}
        """;

    public const string Closed = $$"""
        {"period_id":"2026-01","tenant_id":"acme","success":true,"close_status":{{CloseStatus}},
         "validation_report":null,"timestamp":"2026-02-03T09:00:00.000Z"}
        """;

    private const string CloseStatus = """
        {"state":"CLOSED","closed_at":"2026-02-03T09:00:00.000Z","closed_by":"imani",
         "close_reason":"Month-end close for January",
         "close_hash":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         "requested_at":"2026-02-03T08:59:58.000Z"}
        """;
}
