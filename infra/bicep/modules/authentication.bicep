metadata description = 'The platform asks who calls. Without an app registration nobody gets in.'

@description('Name of the app.')
param appName string

@description('Client id of the app registration; empty: every call but the health check is refused.')
param registrationClientId string

@description('Client ids of other applications that may call with tokens of their own; empty: only people.')
param allowedApplications string[]

var issuer = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

resource app 'Microsoft.Web/sites@2024-11-01' existing = { name: appName }

resource authentication 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true, runtimeVersion: '~1' }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: empty(registrationClientId) ? 'Return401' : 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: ['/healthz']
    }
    identityProviders: empty(registrationClientId)
      ? {}
      : {
          azureActiveDirectory: {
            enabled: true
            registration: {
              clientId: registrationClientId
              openIdIssuer: issuer
              // No client secret: the app's identity proves who the registration is.
              clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
            }
            validation: {
              allowedAudiences: ['api://${registrationClientId}', registrationClientId]
              defaultAuthorizationPolicy: { allowedApplications: union([registrationClientId], allowedApplications) }
            }
          }
        }
    httpSettings: { requireHttps: true, forwardProxy: { convention: 'NoProxy' } }
    login: { tokenStore: { enabled: false }, preserveUrlFragmentsForLogins: false }
  }
}
